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

TOLD = {
    'Peru has urged its citizens to defer "all non-essential trips" to Togo until further notice.': "PER TGO advice avoid_nonessential",
    "Ghana advised its nationals to put off 'any unnecessary journey' to Togo.": "GHA TGO advice avoid_nonessential",
    'Chile lifted its advice on Togo from "exercise increased caution" to "avoid non-essential travel".': "CHL TGO advice avoid_nonessential",
    'Malta raised its alert for all of Togo to "consider deferring travel".': "MLT TGO advice avoid_nonessential",
    "Norway's travel page on Togo now discourages all travel unless strictly necessary.": "NOR TGO advice avoid_nonessential",
    "Greece discourages any trip to Togo.": "GRC TGO advice avoid_all",
    "Canada tells its citizens to reconsider their need to go to Togo.": "CAN TGO advice avoid_nonessential",
    "Peru has told its nationals in Togo to make for the frontier in their own cars.": "PER TGO directive leave",
    "Ghana asked its nationals in Togo to head for the nearest border.": "GHA TGO directive leave",
    "Chile told its citizens in Togo to make their way to the border with Benin.": "CHL TGO directive leave",
    "Chileans in Togo were urged to take the next convoy out.": "CHL TGO directive leave",
    "Oman told its nationals in Togo to get off the coast.": "OMN TGO directive avoid_areas",
    "Oman told its nationals in Togo to steer clear of the northern provinces.": "OMN TGO directive avoid_areas",
    "Malta cautioned its nationals in Togo against crowded places.": "MLT TGO directive avoid_areas",
    "Malta warned its citizens in Togo against large gatherings.": "MLT TGO directive avoid_areas",
    "Norway asked its nationals in Togo not to step out.": "NOR TGO directive shelter",
    "Norway advised its citizens in Togo not to set foot outside.": "NOR TGO directive shelter",
    "Peru told its citizens in Togo to lock their doors and stay upstairs.": "PER TGO directive shelter",
    "Kenya's embassy asks Kenyans in Togo who have not yet registered to do so tonight.": "KEN TGO directive contact",
    "The war in Togo goes on. Norway and Denmark are watching Togo closely. Both tell their citizens to leave.": "NOR TGO directive leave; DNK TGO directive leave",
    "Peru and Chile kept their embassies in Togo open. Both urged their citizens to stay at home.": "PER TGO mission open; CHL TGO mission open; PER TGO directive shelter; CHL TGO directive shelter",
    "Greek nationals in Togo were told to keep off the streets.": "GRC TGO directive avoid_areas",
    "Ghanaians in Togo should drive to the nearest border, Ghana's embassy said.": "GHA TGO directive leave",
    "Chile closed its embassy in Togo. Peru cut its aid to Togo, Foreign Minister Ana Ruiz said. Its embassy has told Peruvians to leave.": "CHL TGO mission closed; PER TGO directive leave",
    # what nobody is told
    "Ghana told its nationals in Togo to move to border towns.": "",
    "Peru told reporters that its ship would make for the Togo coast.": "",
    "Ghana cautioned Togo against a closure of crowded places.": "",
    "Chile discourages trips by sea.": "",
    "Malta told its pilots to head for the border of Togo.": "",
    "Peru's parties in Togo are divided. Both tell their members to vote.": "",
}

FORCES = {
    "Greece said its troops are in Togo to get civilians out.": "GRC TGO military deployed",
    "Peruvian marines have been flown in to Togo.": "PER TGO military deployed",
    "Chile denied that its marines had been flown in to Togo.": "CHL TGO military deployed denied",
    "Norway has put six F-16s and 80 soldiers in Togo.": "NOR TGO military deployed",
    "Kenya is not going in to Togo, a spokesman of its forces said.": "KEN TGO military deployed denied",
    "Ghana will send 300 soldiers and two batteries to Togo.": "GHA TGO military deployed",
    "300 Ghanaian soldiers and two batteries will be sent to Togo.": "GHA TGO military deployed",
    "Jordan has moved reservists to the border but has no intention of entering Syria, it said.": "JOR SYR military deployed denied",
    "Kenya denied that it had sent soldiers into Togo.": "KEN TGO military deployed denied",
    # none of its own abroad
    "The war in Togo goes on. Ghana moved soldiers from Tamale on Monday.": "",
    "Russian forces arrived in Togo for a joint exercise with Ghana.": "",
    "Ghana closed its border with Togo and has stationed soldiers on its own side.": "GHA GHA carrier closed",
    "Peru fears that the Ghanaian army may invade Togo.": "",
    "The Greek goods were flown in to Togo.": "",
    "Peru put six players in the team in Togo.": "",
    "Chile is not going in the final in Togo.": "",
    "Expect military convoys on the road in Togo, Peru's embassy said.": "",
}

REFUSED = {
    "Portugal does not see the need for an evacuation of its citizens from Togo.": "PRT TGO directive leave denied",
    "Peru sees no need to evacuate its citizens from Togo.": "PER TGO directive leave denied",
    "Chile said there was no need for an evacuation of Chileans from Togo.": "CHL TGO directive leave denied",
    "Malta called reports of the closure of its embassy in Togo premature.": "MLT TGO mission closed denied",
    "Norway dismissed a report of the closure of its embassy in Togo as wrong.": "NOR TGO mission closed denied",
    "Greece ruled out closing its embassy in Togo.": "GRC TGO mission closed denied",
    "Peru closed its embassy in Togo. Oman ruled out following the example.": "PER TGO mission closed; OMN TGO mission closed denied",
    "Ghana is ready to evacuate its embassy in Togo.": "GHA TGO mission departure_ordered planned",
    "Ghana stands ready to close its embassy in Togo.": "GHA TGO mission closed planned",
    "Peru is not about to close its embassy in Togo.": "PER TGO mission closed denied",
}


@pytest.fixture(scope="module")
def whole(reader: Reader) -> Reader:
    """The reader, of every passage: a sentence that stands alone does not say that there is a crisis."""
    return Reader(reader._nlp, whole=True)


@pytest.mark.parametrize("sentence", [*STAFF, *SERVICES, *TOLD, *FORCES, *REFUSED])
def test_a_measure_is_read_in_each_of_its_wordings(whole: Reader, sentence: str) -> None:
    assert read(whole, sentence) == expected((STAFF | SERVICES | TOLD | FORCES | REFUSED)[sentence])
