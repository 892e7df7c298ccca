"""Wordings of the same measures, several for each, and the sentences that only look like them."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader
from tocsin.records import Posture


def read(reader: Reader, text: str) -> set[str]:
    """What is read, "not in force" with its modality."""
    passages, at = [], 0
    for line in text.split("\n"):
        passages.append(Passage(start=at, end=at + len(line), role=Role.BODY))
        at += len(line) + 1
    document = Document(text=text, title=None, published=dt.date(2024, 8, 6), passages=tuple(passages))
    return {
        f"{r.sender} {r.host} {r.type} {r.value}" + ("" if r.modality == "fact" else f" {r.modality}")
        for r in reader.read(document)
        if isinstance(r, Posture)
    }


def expected(line: str) -> set[str]:
    return {part.strip() for part in line.split(";") if part.strip()}


STAFF = {
    'Peru raised its advice on Togo to "do not travel" and ordered family members out.': "PER TGO advice avoid_all; PER TGO mission families_leave",
    "Ghana's embassy in Lome has sent home the wives and children of its diplomats.": "GHA TGO mission families_leave",
    "Malta, having sent home wives and children of its embassy in Togo in May, kept the mission open.": "MLT TGO mission families_leave; MLT TGO mission open",
    "Chile has begun moving families of its consulate employees in Togo over the border.": "CHL TGO mission families_leave",
    "Chile sent the dependants of its embassy staff in Harare home on Friday.": "CHL ZWE mission families_leave",
    "Spouses and children of Peruvian embassy staff in Harare were offered a flight home.": "PER ZWE mission families_leave",
    "Staff at the Norwegian embassy in Harare were offered a way out on Monday.": "NOR ZWE mission departure_ordered",
    "At the Greek embassy in Lusaka, where a guard was hurt, staff have been ordered to stay where they are.": "GRC ZMB mission shelter",
    "Embassy employees in Togo have been told not to leave their homes, Peru's foreign ministry said.": "PER TGO mission shelter",
    "Peru's embassy in Togo is open, but only 12 of its 40 employees remain.": "PER TGO mission open; PER TGO mission reduced",
    "Only four of the 20 diplomats at the Maltese embassy in Togo have stayed.": "MLT TGO mission reduced",
    "Oman cut its embassy staff in Togo to five.": "OMN TGO mission reduced",
    "The Dutch consulate in Lome has been reduced to the consul and a guard.": "NLD TGO mission reduced",
    "The Greek embassy in Harare, from which non-essential staff were ordered out on Sunday, is calm.": "GRC ZWE mission reduced",
    "Non-emergency staff of the Chilean embassy in Togo may go if they wish.": "CHL TGO mission reduced",
    # what is told of others
    "Aid workers in Togo sent home wives and children, said Peru's embassy.": "",
    "Only 12 of the 40 employees at the Chilean mine in Togo remain.": "",
    "Togo ordered family members out of the hospital.": "",
    "The Peruvian embassy in Togo said children and spouses were offered food at the stadium.": "",
    "Police in Togo were ordered to stay where they are, the Greek embassy said.": "",
    "Only two of the 30 Peruvians who called the embassy in Togo remain, it said.": "",
}

SERVICES = {
    "The Chilean consulate in Lome works by telephone.": "CHL TGO mission services_limited",
    "Peru's embassy in Togo is answering telephones only.": "PER TGO mission services_limited",
    "The Greek embassy in Lusaka can be reached by email only.": "GRC ZMB mission services_limited",
    "The Norwegian consulate in Lome has been dealing with enquiries by e-mail since Monday.": "NOR TGO mission services_limited",
    "At the Maltese embassy in Harare no visas will be issued before Monday.": "MLT ZWE mission services_limited",
    "The Maltese embassy in Harare is issuing no visas.": "MLT ZWE mission services_limited",
    "Ghana's embassy in Togo is not receiving the public.": "GHA TGO mission services_limited",
    "Ghana's embassy in Togo sees visitors by appointment only.": "GHA TGO mission services_limited",
    "Oman's embassy in Togo has stopped issuing visas.": "OMN TGO mission services_limited",
    # what anybody may ask of it
    "The Chilean consulate in Lome said that calls by telephone were cut off.": "",
    "Peruvians can register with the embassy in Togo by email.": "",
    "The Greek ambassador in Lusaka said by telephone that he was well.": "",
    "Chile's foreign minister spoke by telephone with the embassy in Togo.": "",
    "The Maltese embassy in Harare issued visas to 40 students.": "",
    "Malta stopped issuing visas to Russians, its embassy in Togo said.": "",
}

REFUSED = {
    "Portugal does not see the need for an evacuation of its citizens from Togo.": "PRT TGO directive leave denied",
    "Peru sees no need to evacuate its citizens from Togo.": "PER TGO directive leave denied",
    "Chile said there was no need for an evacuation of Chileans from Togo.": "CHL TGO directive leave denied",
    "Malta called reports of the closure of its embassy in Togo premature.": "MLT TGO mission closed denied",
    "Norway dismissed a report of the closure of its embassy in Togo as wrong.": "NOR TGO mission closed denied",
    "Greece ruled out closing its embassy in Togo.": "GRC TGO mission closed denied",
    "Ghana is ready to evacuate its embassy in Togo.": "GHA TGO mission departure_ordered planned",
    "Ghana stands ready to close its embassy in Togo.": "GHA TGO mission closed planned",
    "Peru is not about to close its embassy in Togo.": "PER TGO mission closed denied",
}


@pytest.mark.parametrize("sentence", [*STAFF, *SERVICES, *REFUSED])
def test_a_measure_is_read_in_each_of_its_wordings(reader: Reader, sentence: str) -> None:
    assert read(reader, sentence) == expected((STAFF | SERVICES | REFUSED)[sentence])
