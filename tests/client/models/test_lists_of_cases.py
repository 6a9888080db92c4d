"""What lists of cases tell of parties, and the cases a search finds."""

import uuid

from client.models import search
from client.models.case_parties import parties_of
from client.models.words import Words
from client.sync.cache import Cache
from common.commands import AmendCase, FieldChanged, FlagStated, RegisterCase, UndoCommand
from common.identifiers import uuid7
from tests.client.models.story import REGISTRY, Story, person, registered


def four_parties(story: Story) -> RegisterCase:
    """Maryam, who needs an interpreter, against Hossein, a witness who is deaf and one whom nobody knows."""
    interpreter, deaf = FlagStated(uuid7(), "interpreter", "کردی"), FlagStated(uuid7(), "deaf")
    command = registered(
        person("plaintiff", "مریم", "رضایی", flags=(interpreter,)),
        person("defendant", "حسین", "کیانی"),
        person("witness", "زهرا", "شریفی", flags=(deaf,)),
        person("witness", None, None),
    )
    story.do(command, REGISTRY)
    return command


def test_a_list_tells_the_flags_of_whom_it_names_and_marks_those_it_only_counts(
    cache: Cache, story: Story, words: Words
) -> None:
    case = str(four_parties(story).case)
    plain = registered(
        person("plaintiff", "مریم", "رضایی"),
        person("defendant", "حسین", "کیانی"),
        person("witness", "زهرا", "شریفی"),
    )
    story.do(plain, REGISTRY)
    with cache.read() as connection:
        told = parties_of(connection, [case, str(plain.case)], words)
    assert told == {
        case: "مریم رضایی ⚑ نیاز به مترجم (کردی)؛ حسین کیانی و ۲ تن دیگر ⚑",
        str(plain.case): "مریم رضایی، حسین کیانی و ۱ تن دیگر",
    }


def test_who_or_what_was_struck_out_is_not_named_in_lists_nor_found(
    cache: Cache, story: Story, words: Words
) -> None:
    command = four_parties(story)
    maryam, case = command.parties[0], str(command.case)
    out = [("party", command.parties[1].id), ("party_flag", maryam.flags[0].id)]
    changes = tuple(FieldChanged(uuid7(), entity, row, "struck", "false", "true") for entity, row in out)
    story.do(AmendCase(case=command.case, changes=changes), REGISTRY)
    with cache.read() as connection:
        assert parties_of(connection, [case], words) == {case: "مریم رضایی؛ زهرا شریفی ⚑ ناشنوا و ۱ تن دیگر"}
    assert search.by_party(cache, words, "کیانی") == []
    assert [found.words for found in search.by_party(cache, words, "رضايي")] == ["مریم رضایی"]


def test_a_search_tells_flags_and_says_which_case_was_withdrawn(
    cache: Cache, story: Story, words: Words
) -> None:
    first, second = four_parties(story), registered(person("plaintiff", "مریم", "رضایی"))
    story.do(UndoCommand(case=second.case, command=story.do(second, REGISTRY)), REGISTRY, undone=second)
    found = {uuid.UUID(found.case_id): found.words for found in search.by_party(cache, words, "مریم")}
    assert found == {
        first.case: "مریم رضایی ⚑ نیاز به مترجم (کردی)", second.case: "مریم رضایی — پس‌گرفته"
    }  # fmt: skip
    subjects = {found.words for found in search.by_number(cache, second.number)}
    assert subjects == {"مطالبه وجه چک", "مطالبه وجه چک — پس‌گرفته"}
