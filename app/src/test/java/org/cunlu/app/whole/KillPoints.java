package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Deed.deaths;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cunlu.app.whole.Deed.Death;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that does a county's work is halted at each named moment of an act, one after the other, and asked again each time: the
 * act has its effect once, and every account agrees. Moments and fault rows stand in {@code docs/faults.md}.
 */
@Tag("servers")
@Tag("any-engine")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillPoints {
    @TempDir
    static Path folder;

    private final String name;
    private Mortal mortal;

    /** @param name of the room */
    KillPoints(String name) {
        this.name = name;
    }

    @BeforeAll
    void open() {
        mortal = new Mortal(name, folder);
        ready(mortal.county());
    }

    @BeforeEach
    void itLives() {
        mortal.livesAgain();
    }

    @AfterAll
    void close() {
        if (mortal != null) {
            mortal.close();
        }
    }

    abstract void ready(SmallCounty county);

    /** Each an act with the moments at which it is killed and what is committed then. */
    abstract Stream<Arguments> acts();

    static Arguments act(String name, Supplier<Deed> ready, String... deaths) {
        return arguments(name, ready, deaths(deaths));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acts")
    void whoeverIsKilledAtEachStepAndAskedAgainHasDoneItOnce(String act, Supplier<Deed> ready, List<Death> deaths) {
        Deed deed = ready.get();
        boolean alive = true;
        for (Death death : deaths) {
            if (deed.goesOn() && !alive) {
                mortal.rises(death.moment());
            } else {
                if (!alive) {
                    mortal.lives();
                }
                mortal.diesAt(death.moment(), deed.ask());
            }
            alive = false;
            if (death.known()) {
                assertThat(deed.there().getAsLong()).as(death.moment()).isEqualTo(death.there());
            }
        }
        mortal.lives();
        if (!deed.goesOn()) {
            deed.ask().run();
        }
        Soon.is(() -> deed.once().run());
        Soon.is(mortal.county()::audited);
    }
}
