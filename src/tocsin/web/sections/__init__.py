"""What a host's page tells beside its board: timeline, claims and their denials, figures, contacts, warnings, ways."""

from tocsin.web.sections.host import HostSections, host_sections
from tocsin.web.sections.pages import section_pages

__all__ = ["HostSections", "host_sections", "section_pages"]
