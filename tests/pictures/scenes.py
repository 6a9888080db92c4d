"""All scenes of the gallery, in the order in which work goes."""

from tests.pictures import case_scenes, decision_scenes, entry_scenes, list_scenes
from tests.pictures.gallery import Scene

SCENES: tuple[Scene, ...] = (
    *entry_scenes.SCENES,
    *case_scenes.SCENES,
    *decision_scenes.SCENES,
    *list_scenes.SCENES,
)
