"""Every screen by its name."""

from ir_app.ui.screens.call import CallScreen
from ir_app.ui.screens.change import ChangeScreen
from ir_app.ui.screens.dates import DatesScreen
from ir_app.ui.screens.home import HomeScreen
from ir_app.ui.screens.letters import LetterScreen, LettersScreen
from ir_app.ui.screens.now import NowScreen
from ir_app.ui.screens.own import OwnScreen
from ir_app.ui.screens.pause import PauseScreen
from ir_app.ui.screens.questions import QuestionScreen, TriageScreen
from ir_app.ui.screens.ready import ReadyScreen
from ir_app.ui.screens.screen import Screen
from ir_app.ui.screens.steps import StepsScreen
from ir_app.ui.screens.story import StoryScreen

SCREENS: dict[str, type[Screen]] = {
    screen.name: screen
    for screen in (
        HomeScreen,
        TriageScreen,
        QuestionScreen,
        NowScreen,
        StepsScreen,
        DatesScreen,
        CallScreen,
        LettersScreen,
        LetterScreen,
        StoryScreen,
        ReadyScreen,
        ChangeScreen,
        PauseScreen,
        OwnScreen,
    )
}
