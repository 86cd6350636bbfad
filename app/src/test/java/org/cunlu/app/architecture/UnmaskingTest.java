package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.VerifiedNames;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.privacy.FieldCipher;
import org.junit.jupiter.api.Test;

/**
 * Who may open personal data. The lists are closed: whoever needs another caller shows here why, and that the look is written
 * down where the data is not one's own.
 */
class UnmaskingTest {
    @Test
    void othersRecipientsAreOpenedToKeepersAlone() {
        assertThat(callersOf(WallsTest.PRODUCTION, Recipients.class, "reveal"))
                .containsExactlyInAnyOrder("org.cunlu.logistics.station.ToWhom");
    }

    @Test
    void onesOwnRecipientsAreOpenedWhereOrdersAreRead() {
        assertThat(callersOf(WallsTest.PRODUCTION, Recipients.class, "find"))
                .containsExactlyInAnyOrder("org.cunlu.orders.following.Reading");
    }

    @Test
    void verifiedNamesAreOpenedToInspectorsOfTheLedgerAlone() {
        assertThat(callersOf(WallsTest.PRODUCTION, VerifiedNames.class, "reveal"))
                .containsExactlyInAnyOrder("org.cunlu.orders.inputs.SalesLedger");
    }

    @Test
    void namesAndPhonesOfAccountsAreOpenedByThoseWhoShowThemMaskedOrToTheirOwner() {
        assertThat(callersOf(WallsTest.PRODUCTION, Accounts.class, "person"))
                .containsExactlyInAnyOrder(
                        // His own.
                        "org.cunlu.accounts.privacy.AccountData",
                        "org.cunlu.accounts.privacy.KnownOfMe",
                        "org.cunlu.accounts.provider.Links",
                        "org.cunlu.accounts.session.SessionController",
                        "org.cunlu.accounts.signin.OwnCredentials",
                        "org.cunlu.accounts.stepup.Enrolment",
                        "org.cunlu.web.account.Profiles",
                        "org.cunlu.web.shop.AddressPages",
                        "org.cunlu.web.shop.Checkout",
                        // Masked.
                        "org.cunlu.accounts.grants.MaskedPeople",
                        // Compared with the name that a villager gives at the counter, and shown to nobody.
                        "org.cunlu.accounts.villager.Serving",
                        // Asked only whether there is a phone.
                        "org.cunlu.orders.assisted.SubsidyConsent",
                        // After the look was written down.
                        "org.cunlu.accounts.villager.VillagerDesk");
    }

    @Test
    void looksAreWrittenByThoseWhoOpenOthersData() {
        assertThat(callersOf(WallsTest.PRODUCTION, Looks.class, "record"))
                .containsExactlyInAnyOrder(
                        "org.cunlu.accounts.realname.Opening",
                        "org.cunlu.accounts.realname.Reviewing",
                        "org.cunlu.accounts.recipients.RecipientBook",
                        "org.cunlu.accounts.villager.VillagerDesk",
                        "org.cunlu.catalog.shop.ReviewingItems",
                        // Masked, and found by what he already knows.
                        "org.cunlu.search.box.Finding");
    }

    @Test
    void sealedColumnsAreOpenedByTheirTablesAlone() {
        assertThat(callersOf(WallsTest.PRODUCTION, FieldCipher.class, "open"))
                .containsExactlyInAnyOrder(
                        // Asked with whose book it is.
                        "org.cunlu.accounts.addresses.AddressTable",
                        "org.cunlu.accounts.notice.NoticeTable",
                        "org.cunlu.accounts.person.AccountTable",
                        // Masked, to operators, whose looks are written down.
                        "org.cunlu.accounts.person.KnownPeople",
                        "org.cunlu.accounts.person.SuspensionTable",
                        "org.cunlu.accounts.privacy.ConsentTable",
                        "org.cunlu.accounts.provider.Subject",
                        "org.cunlu.accounts.realname.VerificationTable",
                        "org.cunlu.accounts.recipients.RecipientBook",
                        "org.cunlu.accounts.stepup.TotpTable",
                        "org.cunlu.accounts.villager.RepresentationTable",
                        // Ages of children, for the audit; it tells ids only.
                        "org.cunlu.accounts.villager.VillagerInvariants",
                        "org.cunlu.accounts.villager.VillagerTable",
                        // No personal data: secrets by which outside systems know us.
                        "org.cunlu.accounts.webhook.WebhookTable",
                        // A seller's own numbers, for himself; papers, after the look was written down.
                        "org.cunlu.catalog.shop.ItemTable",
                        "org.cunlu.catalog.shop.PaperTable",
                        // From one key to the next, and shown to nobody.
                        "org.cunlu.kernel.keys.Resealing",
                        // No personal data: the code that opens a pickup.
                        "org.cunlu.logistics.pickup.PickupCodes",
                        // No personal data: the key that signs lists for phones.
                        "org.cunlu.logistics.pickup.ListKeys",
                        // Whom a keeper orders for: into the recipient when it is placed, and to himself.
                        "org.cunlu.orders.assisted.AssistedTable",
                        // The number of his document, to himself.
                        "org.cunlu.orders.subsidy.PersonTable",
                        // What restricted pesticide is for: masked to its seller, opened to an inspector.
                        "org.cunlu.orders.inputs.PurposeTable",
                        // Whom an order is invoiced to: for himself, and for the tax platform.
                        "org.cunlu.orders.invoicing.InvoiceTable",
                        // Where a party is paid: for the file that goes to the bank.
                        "org.cunlu.orders.payout.BankTable",
                        // Back from the browser that typed it, in its own cookie.
                        "org.cunlu.web.desk.Slips");
    }

    @Test
    void seesAnIntruder() {
        var planted = new ClassFileImporter().importClasses(Peeper.class, UnmaskingTest.class);
        assertThat(callersOf(planted, Recipients.class, "reveal")).containsExactly(UnmaskingTest.class.getName());
        assertThat(callersOf(planted, Accounts.class, "person"))
                .as("by a method reference")
                .containsExactly(UnmaskingTest.class.getName());
    }

    /** Opens what is not his to open. */
    static final class Peeper {
        Object look(Recipients recipients, Caller caller) {
            return Stream.of("x")
                    .map(id -> recipients.reveal(caller, Set.of(id), "what", "why"))
                    .toList();
        }

        Object name(Accounts accounts) {
            return Stream.of("x").map(accounts::person).toList();
        }
    }

    private static Set<String> callersOf(JavaClasses classes, Class<?> owner, String method) {
        var callers = new TreeSet<String>();
        for (JavaClass type : classes) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)
                        && !type.equals(access.getTargetOwner())) {
                    callers.add(written(type));
                }
            }
        }
        return callers;
    }

    /** The file's own class, whichever of those in it calls. */
    private static String written(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }
}
