package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.IntruderInTheRoot;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.intruder.Reacher;
import org.cunlu.kernel.intruder.Namer;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.intruder.Circle;
import org.cunlu.logistics.intruder2.Forth;
import org.cunlu.orders.intruder.Gate;
import org.cunlu.orders.intruder.LevelWriter;
import org.cunlu.orders.intruder.Meddler;
import org.cunlu.orders.util.Intruder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the rules of {@link Walls} against our classes, and each kind of rule against an intruder. */
class WallsTest {
    /** What Micronaut writes beside our classes ({@code $…$Definition}) uses what they use; to read it too doubles the time. */
    static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(place -> !place.contains("/$"))
            .importPackages("org.cunlu");

    @TestFactory
    Stream<DynamicTest> standInProduction() {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("no circle between modules", Walls.noCircleBetweenModules());
        rules.put("only the stock feature knows who writes levels", Walls.onlyTheLedgerFeatureKnowsTheLevelWriter());
        rules.put("nobody acts between the steps of another", Walls.nobodyActsBetweenTheStepsOfAnother());
        rules.put("nothing is injected into fields", Walls.nothingIsInjectedIntoFields());
        rules.put("rooms are named by business", Walls.roomsAreNamedByBusiness());
        for (String module : Walls.MAY_USE.keySet()) {
            rules.put(module + " uses only its suppliers", Walls.usesOnlyItsSuppliers(module));
        }
        for (String module : Walls.businessModules()) {
            rules.put("only the root is seen of " + module, Walls.onlyItsRootIsSeenOf(module));
            rules.put("no circle between features of " + module, Walls.noCircleBetweenFeaturesOf(module));
            rules.put("the root is an API in " + module, Walls.rootIsInterfacesRecordsAndEnumsOf(module));
        }
        rules.put("orders decide without cache and index", Walls.decisionsKnowNoCacheAndNoIndex("orders"));
        rules.put("logistics decides without cache and index", Walls.decisionsKnowNoCacheAndNoIndex("logistics"));
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(PRODUCTION)));
    }

    @Test
    void seeTheClassesTheySpeakOf() {
        // A rule over an empty set passes; so count what is there.
        var seen = new ArrayList<String>();
        for (String module : Walls.MAY_USE.keySet()) {
            if (PRODUCTION.stream().anyMatch(type -> type.getPackageName().startsWith("org.cunlu." + module))) {
                seen.add(module);
            }
        }
        assertThat(seen).containsExactlyElementsOf(Walls.MAY_USE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> catchAnIntruder() {
        var planted = new LinkedHashMap<ArchRule, List<Class<?>>>();
        planted.put(Walls.usesOnlyItsSuppliers("kernel"), List.of(Namer.class));
        planted.put(Walls.usesOnlyItsSuppliers("catalog"), List.of(Reacher.class));
        planted.put(Walls.noCircleBetweenModules(), List.of(Namer.class, Offers.class, Page.class));
        planted.put(Walls.noCircleBetweenFeaturesOf("logistics"), List.of(Circle.class, Forth.class));
        planted.put(Walls.onlyItsRootIsSeenOf("logistics"), List.of(Reacher.class));
        planted.put(Walls.rootIsInterfacesRecordsAndEnumsOf("catalog"), List.of(IntruderInTheRoot.class));
        planted.put(Walls.decisionsKnowNoCacheAndNoIndex("orders"), List.of(Gate.class));
        planted.put(Walls.onlyTheLedgerFeatureKnowsTheLevelWriter(), List.of(LevelWriter.class));
        planted.put(Walls.nobodyActsBetweenTheStepsOfAnother(), List.of(Meddler.class));
        planted.put(Walls.nothingIsInjectedIntoFields(), List.of(Gate.class));
        planted.put(Walls.roomsAreNamedByBusiness(), List.of(Intruder.class));
        return planted.entrySet().stream().map(WallsTest::caught);
    }

    private static DynamicTest caught(Map.Entry<ArchRule, List<Class<?>>> entry) {
        return DynamicTest.dynamicTest(entry.getKey().getDescription(), () -> {
            var withIntruder = new ClassFileImporter().importClasses(entry.getValue());
            assertThat(entry.getKey().evaluate(withIntruder).hasViolation()).isTrue();
        });
    }
}
