package org.cunlu.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the house. Each is proved on production code and seen failing on a planted intruder. */
final class Walls {
    /** Each module and those it may use, as docs/architecture.md draws them. */
    static final Map<String, List<String>> MAY_USE = mayUse();

    private Walls() {}

    private static Map<String, List<String>> mayUse() {
        var table = new LinkedHashMap<String, List<String>>();
        table.put("devstack", List.of());
        table.put("kernel", List.of());
        table.put("accounts", List.of("kernel"));
        table.put("catalog", List.of("kernel", "accounts"));
        table.put("logistics", List.of("kernel", "accounts", "catalog"));
        table.put("orders", List.of("kernel", "accounts", "catalog", "logistics"));
        table.put("search", List.of("kernel", "accounts", "catalog", "logistics", "orders"));
        table.put("web", List.of("kernel", "accounts", "catalog", "logistics", "orders", "search"));
        return table;
    }

    static List<String> businessModules() {
        return List.of("accounts", "catalog", "logistics", "orders", "search", "web");
    }

    static ArchRule usesOnlyItsSuppliers(String module) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(module) && !MAY_USE.get(module).contains(other))
                .map(other -> "org.cunlu." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.cunlu." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    static ArchRule noCircleBetweenModules() {
        return slices().matching("org.cunlu.(*)..").should().beFreeOfCycles();
    }

    static ArchRule noCircleBetweenFeaturesOf(String module) {
        return slices().matching("org.cunlu." + module + ".(*)..").should().beFreeOfCycles();
    }

    static ArchRule onlyItsRootIsSeenOf(String module) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.cunlu." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cunlu." + module + ".*..");
    }

    static ArchRule rootIsInterfacesRecordsAndEnumsOf(String module) {
        return classes()
                .that()
                .resideInAPackage("org.cunlu." + module)
                .and(isWrittenByUs())
                .should()
                .beInterfaces()
                .orShould()
                .beRecords()
                .orShould()
                .beEnums();
    }

    static ArchRule decisionsKnowNoCacheAndNoIndex(String module) {
        return noClasses()
                .that()
                .resideInAPackage("org.cunlu." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "co.elastic..", "org.elasticsearch..");
    }

    static ArchRule onlyTheLedgerFeatureKnowsTheLevelWriter() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.cunlu.logistics.stock..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cunlu.logistics.stock..");
    }

    static ArchRule nobodyActsBetweenTheStepsOfAnother() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.cunlu.kernel.moment..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.cunlu.kernel.moment.Rival");
    }

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .that()
                .areDeclaredInClassesThat(isWrittenByUs())
                .should()
                .beAnnotatedWith("jakarta.inject.Inject");
    }

    static ArchRule roomsAreNamedByBusiness() {
        return noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..impl..", "..dto..", "..service..");
    }

    private static DescribedPredicate<JavaClass> isWrittenByUs() {
        // Micronaut writes $Definition, $Introspection and the like beside our classes.
        return DescribedPredicate.describe(
                "written by us",
                type -> !type.getName().contains("$") && !type.getSimpleName().equals("package-info"));
    }
}
