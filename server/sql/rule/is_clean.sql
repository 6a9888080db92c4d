-- Whether a text has its stored form (common.text.clean): no controls, no invisible or bidi marks, Persian ی and ک,
-- ASCII digits, no outer or doubled blanks, no stray ZWNJ, NFC.
create function rule.is_clean(value text, multiline boolean default false) returns boolean
language sql immutable as $$
    select value !~ case when multiline
        then '[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u00ad\u0640\u064b-\u0652\u0670\u061c\u1680\u2000-\u200b\u200e-\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff\u064a\u0649\u0643\u06f0-\u06f9\u0660-\u0669]|  |^[ \n\u200c]|[ \n\u200c]$|\u200c[ \n\u200c]|[ \n]\u200c| \n|\n '
        else '[\u0001-\u001f\u007f-\u009f\u00a0\u00ad\u0640\u064b-\u0652\u0670\u061c\u1680\u2000-\u200b\u200e-\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff\u064a\u0649\u0643\u06f0-\u06f9\u0660-\u0669]|  |^[ \u200c]|[ \u200c]$|\u200c[ \u200c]| \u200c'
        end
       and value is nfc normalized
$$;
