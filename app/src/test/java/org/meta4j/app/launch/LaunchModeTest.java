package org.meta4j.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.app.launch.VectorModule.State;

class LaunchModeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "train --method maml --out predict", "eval run", "bench A", "verify --once", "unheard-of"
            })
    @DisplayName("a long command gets the Vector API loaded where it is there but not resolved")
    void longCommands(String line) {
        assertThat(mode(line, "", State.AVAILABLE)).isEqualTo(LaunchMode.LOAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "predict file a.png",
                "adapt dir",
                "methods",
                "--version",
                "-h",
                "train --help",
                "demo -h",
                "bench A --once"
            })
    @DisplayName("a short command, a bare call and a call for help start as they are")
    void shortCommands(String line) {
        assertThat(mode(line, "", State.AVAILABLE)).isEqualTo(LaunchMode.IN_PLACE);
    }

    @Test
    @DisplayName("options before the command do not hide it")
    void optionsBeforeTheCommand() {
        assertThat(mode("--quiet predict file", "", State.AVAILABLE)).isEqualTo(LaunchMode.IN_PLACE);
        assertThat(mode("--quiet train", "", State.AVAILABLE)).isEqualTo(LaunchMode.LOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "always"})
    @DisplayName("a JVM that has the module resolved, or has none, is used as it is whatever is wished")
    void nothingToGain(String wish) {
        assertThat(mode("train", wish, State.RESOLVED)).isEqualTo(LaunchMode.IN_PLACE);
        assertThat(mode("train", wish, State.MISSING)).isEqualTo(LaunchMode.IN_PLACE);
    }

    @Test
    @DisplayName("the environment variable has the last word")
    void wishes() {
        assertThat(mode("train", "never", State.AVAILABLE)).isEqualTo(LaunchMode.IN_PLACE);
        assertThat(mode("predict", "always", State.AVAILABLE)).isEqualTo(LaunchMode.RELAUNCH);
    }

    @Test
    @DisplayName("an unknown value of the variable is refused with the allowed ones")
    void unknownWish() {
        assertThatThrownBy(() -> mode("train", "yes", State.AVAILABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("META4J_RELAUNCH is 'yes': set it to never or always, or leave it out");
    }

    private static LaunchMode mode(String line, String wish, State state) {
        return LaunchMode.of(line.isEmpty() ? List.of() : List.of(line.split(" ")), Optional.of(wish), state);
    }
}
