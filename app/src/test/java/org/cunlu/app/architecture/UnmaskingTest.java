package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.privacy.FieldCipher;
import org.junit.jupiter.api.Test;

/**
 * Who may open personal data. The lists are closed: whoever needs another caller shows here why, and that the look is written
 * down where the data is not one's own.
 */
class UnmaskingTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cunlu");

    @Test
    void othersRecipientsAreOpenedToKeepersAlone() {
        assertThat(callersOf(PRODUCTION, Recipients.class, "reveal"))
                .containsExactlyInAnyOrder("org.cunlu.logistics.parcel.ToWhom");
    }

    @Test
    void onesOwnRecipientsAreOpenedWhereOrdersAreRead() {
        assertThat(callersOf(PRODUCTION, Recipients.class, "find"))
                .containsExactlyInAnyOrder("org.cunlu.orders.following.Reading");
    }

    @Test
    void namesAndPhonesOfAccountsAreOpenedByThoseWhoShowThemMaskedOrToTheirOwner() {
        assertThat(callersOf(PRODUCTION, Accounts.class, "person"))
                .containsExactlyInAnyOrder(
                        // His own.
                        "org.cunlu.accounts.privacy.AccountData",
                        "org.cunlu.accounts.privacy.KnownOfMe",
                        "org.cunlu.accounts.provider.Links",
                        "org.cunlu.accounts.session.SessionController",
                        "org.cunlu.accounts.signin.OwnCredentials",
                        "org.cunlu.accounts.stepup.Enrolment",
                        // Masked.
                        "org.cunlu.accounts.grants.GrantsController",
                        // After the look was written down.
                        "org.cunlu.accounts.villager.VillagerDesk");
    }

    @Test
    void looksAreWrittenByThoseWhoOpenOthersData() {
        assertThat(callersOf(PRODUCTION, Looks.class, "record")).containsExactlyInAnyOrder("");
    }

    @Test
    void sealedColumnsAreOpenedByTheirTablesAlone() {
        assertThat(callersOf(PRODUCTION, FieldCipher.class, "open")).containsExactlyInAnyOrder("");
    }

    @Test
    void seesAnIntruder() {
        var planted = new ClassFileImporter().importClasses(Peeper.class);
        assertThat(callersOf(planted, Recipients.class, "reveal")).containsExactly(Peeper.class.getName());
        assertThat(callersOf(planted, Accounts.class, "person"))
                .as("by a method reference")
                .containsExactly(Peeper.class.getName());
    }

    /** Opens what is not his to open. */
    static final class Peeper {
        Object look(Recipients recipients, org.cunlu.kernel.caller.Caller caller) {
            return java.util.stream.Stream.of("x")
                    .map(id -> recipients.reveal(caller, Set.of(id), "what", "why"))
                    .toList();
        }

        Object name(Accounts accounts) {
            return java.util.stream.Stream.of("x").map(accounts::person).toList();
        }
    }

    private static Set<String> callersOf(JavaClasses classes, Class<?> owner, String method) {
        var callers = new TreeSet<String>();
        for (JavaClass type : classes) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)
                        && !type.isEquivalentTo(access.getTargetOwner().reflect())) {
                    callers.add(written(type));
                }
            }
        }
        return callers;
    }

    /** A class as it is written; Micronaut's own beside it call nothing. */
    private static String written(JavaClass type) {
        return type.getName();
    }
}
