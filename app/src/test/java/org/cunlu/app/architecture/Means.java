package org.cunlu.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;

/** Means that open a kind of attack. What nobody of ours uses needs no care; {@code docs/security.md} names each rule. */
final class Means {
    /** Of the machine that somebody runs a county or a trial on, not of the app that answers others. */
    private static final List<String> OPERATORS_OWN = List.of(
            "org.cunlu.bench..",
            "org.cunlu.devstack..",
            "org.cunlu.app.command..",
            "org.cunlu.app.day..",
            "org.cunlu.app.play..");

    private Means() {}

    static ArchRule nothingIsReadAsAnObjectOfItsOwnKind() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder");
    }

    static ArchRule nothingIsRunThatWasText() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.script..",
                        "org.graalvm..",
                        "groovy..",
                        "javax.tools..",
                        "io.micronaut.expressions.parser..");
    }

    static ArchRule nothingIsReadAsXml() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.xml.parsers..",
                        "javax.xml.stream..",
                        "javax.xml.transform..",
                        "javax.xml.xpath..",
                        "org.w3c.dom..",
                        "org.xml.sax..");
    }

    static ArchRule nothingIsLookedUpByName() {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.naming..", "com.unboundid..");
    }

    static ArchRule noMailIsSent() {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage("jakarta.mail..", "javax.mail..");
    }

    static ArchRule thereAreNoWebSockets() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut.websocket..", "jakarta.websocket..", "java.net.http.WebSocket");
    }

    /** One thread asks the system for a lower priority, by a number and without memory of its own. */
    static ArchRule memoryIsTheMachinesOwn() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.cunlu.accounts.person.PoliteThreads")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("sun.misc.Unsafe");
    }

    static ArchRule noProcessIsStarted() {
        return answering()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .callMethodWhere(target(owner(name("java.lang.Runtime"))).and(target(name("exec"))));
    }

    /** Who may: numbers of rows, pauses between tries, and the search for tours, from a seed. Nobody gains by foreseeing them. */
    static ArchRule chanceIsUnforeseeable() {
        return answering()
                .and()
                .resideOutsideOfPackage("org.cunlu.logistics.tours..")
                .and(describe(
                        "are not known to pause or to number",
                        type -> !List.of(
                                        "org.cunlu.kernel.id.Ids",
                                        "org.cunlu.kernel.events.BrokerLink",
                                        "org.cunlu.kernel.db.Transactions",
                                        "org.cunlu.search.offers.Bulk")
                                .contains(type.getName())))
                .should()
                .callConstructorWhere(target(owner(name("java.util.Random"))))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .callMethodWhere(target(owner(name("java.lang.Math"))).and(target(name("random"))));
    }

    static ArchRule cookiesAreOfThisHostAlone() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.cunlu.kernel.http.HostCookies")
                .should()
                .callMethodWhere(
                        target(owner(name("io.micronaut.http.cookie.Cookie"))).and(target(name("of"))));
    }

    private static GivenClassesConjunction answering() {
        return noClasses().that(describe("answer others", Means::answersOthers));
    }

    private static boolean answersOthers(JavaClass type) {
        return OPERATORS_OWN.stream()
                .map(each -> each.substring(0, each.length() - 1))
                .noneMatch(type.getName()::startsWith);
    }
}
