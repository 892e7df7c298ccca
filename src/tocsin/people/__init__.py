"""People: who is where, whom a danger touches, and who is safe. What is personal is sealed."""

from tocsin.people.erasing import Export, Retained, erase, export, retain
from tocsin.people.importing import Outcome, Report, import_file
from tocsin.people.model import LOCAL, Group, Person, Private, Spot, Stay, Viewer, Way
from tocsin.people.sealing import Keys, add_seal, make_key, read_key
from tocsin.people.store import Added, People, View

__all__ = [
    "LOCAL",
    "Added",
    "Export",
    "Group",
    "Keys",
    "Outcome",
    "People",
    "Person",
    "Private",
    "Report",
    "Retained",
    "Spot",
    "Stay",
    "View",
    "Viewer",
    "Way",
    "add_seal",
    "erase",
    "export",
    "import_file",
    "make_key",
    "read_key",
    "retain",
]
