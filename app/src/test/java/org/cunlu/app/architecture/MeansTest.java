package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.intruder.Careless;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the rules of {@link Means} against our classes, and against one that takes every means. */
class MeansTest {
    private static final Map<String, ArchRule> RULES = new LinkedHashMap<>();
    private static final String MAIL = "no mail is sent";

    static {
        RULES.put("nothing is read as an object of its own kind", Means.nothingIsReadAsAnObjectOfItsOwnKind());
        RULES.put("nothing is run that was text", Means.nothingIsRunThatWasText());
        RULES.put("nothing is read as XML", Means.nothingIsReadAsXml());
        RULES.put("nothing is looked up by name", Means.nothingIsLookedUpByName());
        RULES.put(MAIL, Means.noMailIsSent());
        RULES.put("there are no web sockets", Means.thereAreNoWebSockets());
        RULES.put("memory is the machine's own", Means.memoryIsTheMachinesOwn());
        RULES.put("no process is started", Means.noProcessIsStarted());
        RULES.put("chance is unforeseeable", Means.chanceIsUnforeseeable());
        RULES.put("cookies are of this host alone", Means.cookiesAreOfThisHostAlone());
    }

    @TestFactory
    Stream<DynamicTest> areNotTaken() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(WallsTest.PRODUCTION)));
    }

    /** Of mail nothing is on the class path that an intruder could take. */
    @TestFactory
    Stream<DynamicTest> catchTheCareless() {
        var careless = new ClassFileImporter().importClasses(Careless.class);
        return RULES.entrySet().stream()
                .filter(rule -> !rule.getKey().equals(MAIL))
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue().evaluate(careless).hasViolation())
                                .isTrue()));
    }
}
