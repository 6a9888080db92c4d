"""Step 7: work goes on without the server, also over a killed program; nothing is lost, nothing doubled."""

from __future__ import annotations

from client.tour.driver import UnmetError
from client.tour.journey import Act, Journey
from client.tour.other import Other
from client.tour.workstation import row_with
from client.windows.referral_desk import ReferralDeskPage
from common.text import clean


def stop_the_server(journey: Journey) -> str:
    """The clerk goes on at the same computer, in a process that can be killed; then the server is stopped."""
    journey.leave("registrar")
    other = _begin(journey, "register")
    other.hear("signed in")
    journey.centre.stop()
    told = other.hear("outage")
    return f"status bar: {clean(told['state'])}; strip: {clean(told['strip'])}"


def register_without_it(journey: Journey) -> str:
    """The same form, a number from the same lease."""
    assert journey.other is not None
    journey.other.let_go_on()
    told = journey.other.hear("saved")
    journey.outage_number = told["number"]
    return f"number {told['number']}, with the mark of waiting; {clean(told['queue'])}"


def kill_and_start_again(journey: Journey) -> str:
    """SIGKILL, then a new process, still without the server."""
    assert journey.other is not None
    journey.other.kill()
    told = _begin(journey, "resume").hear("still there")
    return f"signed in without the server ({clean(told['state'])}), the case still waits"


def start_the_server(journey: Journey) -> str:
    """The server returns; what waited is sent by itself."""
    assert journey.other is not None
    journey.centre.start()
    told = journey.other.hear("arrived")
    if code := journey.other.end():
        raise UnmetError(f"the other process ended with {code}")
    journey.other = None
    terminal = journey.terminal("registrar")
    try:
        count = terminal.count_cases(journey.cast["registrar"].desk, journey.outage_number)
    finally:
        terminal.close()
    if count != 1:
        raise UnmetError(f"the centre has the case {count} times")
    authority = journey.screen("authority")
    page = authority.page("referral_desk", ReferralDeskPage)
    authority.until(
        lambda: row_with(page.model, journey.outage_number) is not None,
        "the case among those that wait to be referred",
    )
    return f"once at the centre and on the referral authority's screen; {clean(told['queue'])}"


def _begin(journey: Journey, part: str) -> Other:
    user = journey.cast["registrar"]
    home = journey.home / user.login
    journey.other = Other(part, journey.server_file, home, journey.out, user.login, journey.outage_number)
    return journey.other


ACTS = (
    Act("the server is stopped; the status bar says so calmly", stop_the_server),
    Act("the clerk registers another case: saved, numbered, shown as waiting", register_without_it),
    Act(
        "the client is killed and started again, still without it: the case is there",
        kill_and_start_again,
    ),
    Act("the server returns: the case arrives exactly once and the mark goes", start_the_server),
)
