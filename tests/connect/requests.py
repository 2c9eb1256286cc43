"""Requests as standards and record systems write them, and where a clinician wants them to land."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

ICD = "2.16.840.1.113883.6.90"
SNOMED = "2.16.840.1.113883.6.96"
WHO = "2.16.840.1.113883.6.3"
ICD_9 = "2.16.840.1.113883.6.103"
LOINC = "2.16.840.1.113883.6.1"

SCIATICA, CAUSES, HELP = "sciatica/", "causes/", "get-help/"


class Landing(NamedTuple):
    """Where a request leads: to a page, a choice of pages, a search, or, with none of them, the list."""

    page: str = ""
    choice: tuple[str, ...] = ()
    search: str = ""


TO_SCIATICA, TO_CAUSES, TO_HELP, TO_LIST = Landing(SCIATICA), Landing(CAUSES), Landing(HELP), Landing()


def asked(code: str = "", system: str = "", name: str = "", index: str = "", *, at_end: bool = False) -> str:
    """Write the parameters of one criterion; `index` stands behind the first word, or at the end."""
    first, last = ("", index) if at_end else (index, "")
    given = {"c": code, "cs": system, "dn": name}
    return "&".join(
        f"mainSearchCriteria{first}.v.{part}{last}={quote(value, safe='')}"
        for part, value in given.items()
        if value
    )


# The example of the standard, with everything that the page has to leave alone.
TYPICAL = (
    f"taskContext.c.c=PROBLISTREV&{asked('M54.31', ICD, 'Sciatica, right side')}"
    "&informationRecipient=PAT&informationRecipient.languageCode.c=en&age.v.v=67&age.v.u=a"
    "&patientPerson.administrativeGenderCode.c=F&knowledgeResponseType=text/html"
)
TWO = asked("M54.31", ICD, index="1")

REQUESTS: dict[str, Landing] = {
    TYPICAL: TO_SCIATICA,
    asked("M54.31", ICD, "Sciatica, right side"): TO_SCIATICA,
    asked("23056005", SNOMED, "Sciatica"): TO_SCIATICA,
    asked("G83.4", ICD, "Cauda equina syndrome"): TO_HELP,
    asked("X99.9", ICD, "Foot drop"): Landing(search="Foot drop"),
    # Codes of each page
    asked("R20.2", ICD): TO_CAUSES,
    asked("M48.062", ICD): TO_CAUSES,
    asked("102603008", SNOMED): TO_CAUSES,
    asked("G57.03", ICD): TO_SCIATICA,
    # In other letters
    asked("m54.31", ICD): TO_SCIATICA,
    asked("M5431", ICD): TO_SCIATICA,
    asked("m5431", f"urn:oid:{ICD}"): TO_SCIATICA,
    asked(" M54.31 ", f" {ICD} "): TO_SCIATICA,
    "MAINSEARCHCRITERIA.V.C=g83.4": TO_HELP,
    "mainSearchCriteria.v.c=M54.31&amp;mainSearchCriteria.v.cs=2.16.840.1.113883.6.90": TO_SCIATICA,
    "mainSearchCriteria.v.c=Z99&mainSearchCriteria.v.dn=foot+drop%": Landing(search="foot drop%"),
    # Systems by other names
    asked("M51.16", "http://hl7.org/fhir/sid/icd-10-cm"): TO_SCIATICA,
    asked("M51.16", "ICD10CM"): TO_SCIATICA,
    asked("91019004", "http://snomed.info/sct"): TO_CAUSES,
    # Without a system the shape tells
    asked("M54.31"): TO_SCIATICA,
    asked("23056005"): TO_SCIATICA,
    asked("G83.4"): TO_HELP,
    # A code answers for those below it, never for the one above
    asked("M54.3", ICD): TO_SCIATICA,
    asked("M54.39", ICD): TO_SCIATICA,
    asked("M54", ICD): TO_LIST,
    asked("M54", ICD, "Dorsalgia"): Landing(search="Dorsalgia"),
    asked("G83", ICD): TO_LIST,
    asked("R20", ICD, "Disturbances of skin sensation"): Landing(search="Disturbances of skin sensation"),
    asked("2305600", SNOMED): TO_LIST,
    asked("230560055", SNOMED): TO_LIST,
    # Another system is another meaning; an emergency is one in all of them
    asked("M54.3", WHO): TO_LIST,
    asked("M54.3", WHO, "Sciatica"): Landing(search="Sciatica"),
    asked("724.3", ICD_9, "Sciatica"): Landing(search="Sciatica"),
    asked("23056005", ICD): TO_LIST,
    asked("M54.31", SNOMED): TO_LIST,
    asked("G83.4", WHO): TO_HELP,
    asked("G83.4", LOINC): TO_HELP,
    asked("G834", "nonsense"): TO_HELP,
    asked("g83.40", ICD): TO_HELP,
    # An emergency by its name, whatever the code
    asked("192970008", SNOMED, "Cauda equina syndrome"): TO_HELP,
    asked("M54.31", ICD, "Sciatica; CAUDA-EQUINA suspected"): TO_HELP,
    asked(name="Síndrome de cauda  equina"): TO_HELP,
    "mainSearchCriteria.v.ot=rule+out+cauda+equina": TO_HELP,
    # Also where the request is not what it should be
    **{
        f"{asked('M54.31', ICD)}&{rest}": TO_HELP
        for rest in (
            "mainSearchCriteria[1].v.c=G83.4",
            "mainSearchCriteria.v.c[1]=G83.4",
            "mainSearchCriteria12345.v.c=G83.4",
            "amp;amp;mainSearchCriteria1.v.c=G83.4",
            "mainSearchCriteria%252Ev.c1=G83.4",
            "mainSearchCriteria1.v.c=G83,4",
            "mainSearchCriteria1.v.c=%22G83.4%22",
            "mainSearchCriteria1.v.c=G83.4*",
            "mainSearchCriteria1.v.c=G83.4 Cauda",
            "mainSearchCriteria.v.c=R20.2,G83.4",
            "mainSearchCriteria1.v.dn=Cauda%2520equina%2520syndrome",
            "mainSearchCriteria1.v.dn=Cau%C2%ADda%20equina",
            "mainSearchCriteria1.v.dn=CaudaEquinaSyndrome",
            "diagnosis=cauda+equina",
            "mainSearchCriteria1.v.dn=Sciatica & cauda equina syndrome",
            "mainSearchCriteria1.v.dn=Sciatica+with+cauda&nbsp;equina",
            "mainSearchCriteria1.v.c=G83_4",
            "G83.4",
        )
    },
    # An address is no diagnosis
    **{
        f"{asked('M54.31', ICD)}&{rest}": TO_SCIATICA
        for rest in (
            "performer.addr=Suite G, 834 Main Street",
            "encounter.location=Ward G-834",
            "representedOrganization.id.extension=G83405",
            "access_token=abc.eyJ-g834xyz",
            "mainSearchCriteria1.v.dn=Hay fever",
            "mainSearchCriteria1.v.dn=Overactive bladder",
        )
    },
    f"{asked('M54.31', ICD)}&mainSearchCriteria!1.v.c=R20.2": TO_LIST,
    # What may be an emergency by its name, beside a code that is known: the reader chooses
    asked("M54.31", ICD, "Sciatica with saddle anesthesia"): Landing(choice=(HELP, SCIATICA)),
    f"{asked('M54.31', ICD)}&{asked('R33.9', ICD, 'Retention of urine, unspecified', '1')}": Landing(
        choice=(HELP, SCIATICA)
    ),
    **{
        asked("M54.31", ICD, name): Landing(choice=(HELP, SCIATICA))
        for name in (
            "Sciatica, saddle anaesthesia",
            "Sciatica with bilateral leg weakness",
            "Numbness of both legs",
            "Acute deep vein thrombosis",
            "Cord compression",
        )
    },
    # Of several names the one that may be an emergency is searched for
    f"{asked('M54.50', ICD, 'Low back pain', '1')}&{asked('R33.9', ICD, 'Retention of urine', '2')}": Landing(
        search="Retention of urine"
    ),
    "mainSearchCriteria.v.dn=Low back pain&mainSearchCriteria.v.ot=low back pain, cannot pee": Landing(
        search="low back pain, cannot pee"
    ),
    # Several criteria
    "mainSearchCriteria.v.c=M54.31,R20.2": Landing(choice=(SCIATICA, CAUSES)),
    "mainSearchCriteria.v.c=M54.31;G57.02": TO_SCIATICA,
    f"{TWO}&{asked('G83.4', ICD, index='2')}": TO_HELP,
    f"{asked('G83.4', ICD)}&{TWO}": TO_HELP,
    f"{TWO}&{asked('23056005', SNOMED, index='2')}": TO_SCIATICA,
    f"{TWO}&{asked('R20.2', ICD, index='2')}": Landing(choice=(SCIATICA, CAUSES)),
    f"{asked('R20.2', ICD, index='1', at_end=True)}&{asked('M54.31', ICD, index='2', at_end=True)}": Landing(
        choice=(CAUSES, SCIATICA)
    ),
    f"{asked('E11.9', ICD, 'Type 2 diabetes')}&{TWO}": TO_SCIATICA,
    f"{asked('E11.9', ICD, 'Type 2 diabetes')}&{asked('I10', ICD, 'Hypertension', '1')}": Landing(
        search="Type 2 diabetes"
    ),
    "mainSearchCriteria.v.c=M54.31&mainSearchCriteria.v.c=R20.2": Landing(choice=(SCIATICA, CAUSES)),
    "mainSearchCriteria.v.c=M54.31&mainSearchCriteria.v.c=G83.4": TO_HELP,
    # Nothing to go by
    "": TO_LIST,
    "taskContext.c.c=PROBLISTREV&age.v.v=67": TO_LIST,
    "mainSearchCriteria.v.c=&mainSearchCriteria.v.dn=": TO_LIST,
    asked("<script>", ICD): TO_LIST,
    asked(name="…"): TO_LIST,
    asked(code="sciatica"): TO_LIST,
}
