package org.cunlu.accounts.realname;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.cunlu.accounts.realname.IdentityDocument.Kind;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityDocumentTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 6, 1);

    /** The example that GB 11643 itself computes. */
    @Test
    void takesTheExampleOfTheStandardInAnyWriting() {
        assertThat(IdentityDocument.of(Kind.ID_CARD, "11010519491231002X", TODAY)
                        .number())
                .isEqualTo("11010519491231002X");
        assertThat(IdentityDocument.of(Kind.ID_CARD, " １１０１０５ 19491231 002x", TODAY)
                        .number())
                .isEqualTo("11010519491231002X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "110105194912310X2X",
                "11010519491231002",
                "11010519491231002XX",
                "010105194912310020",
                "990105194912310026",
                "",
                "身份证号码"
            })
    void refusesWhatIsNoNumber(String written) {
        refused(Kind.ID_CARD, written, TODAY, "document-invalid");
    }

    @Test
    void refusesDaysThatNeverWereAndThoseToCome() {
        refused(Kind.ID_CARD, numbered("50023320010229001"), TODAY, "document-invalid");
        refused(Kind.ID_CARD, numbered("50023320250602001"), TODAY, "document-invalid");
        refused(Kind.ID_CARD, numbered("50023318991231001"), TODAY, "document-invalid");
    }

    @Test
    void verifiesFromTheSixteenthBirthdayOn() {
        String number = numbered("50023320090601001");
        assertThat(IdentityDocument.of(Kind.ID_CARD, number, TODAY).number()).isEqualTo(number);
        refused(Kind.ID_CARD, number, TODAY.minusDays(1), "too-young");
    }

    @Test
    void knowsWhichRegionsBelongToWhichDocument() {
        String permit = numbered("81000019900101001");
        assertThat(IdentityDocument.of(Kind.RESIDENCE_PERMIT, permit, TODAY).number())
                .isEqualTo(permit);
        refused(Kind.ID_CARD, permit, TODAY, "document-invalid");
        refused(Kind.RESIDENCE_PERMIT, "11010519491231002X", TODAY, "document-invalid");
    }

    @Test
    void takesPassports() {
        assertThat(IdentityDocument.of(Kind.PASSPORT, "e 12345678", TODAY).number())
                .isEqualTo("E12345678");
        refused(Kind.PASSPORT, "12345678", TODAY, "document-invalid");
    }

    @Test
    void showsTheFirstAndTheLastCharacterOnly() {
        var document = IdentityDocument.of(Kind.ID_CARD, "11010519491231002X", TODAY);
        assertThat(document.masked()).isEqualTo("1****************X");
        assertThat(document.toString()).doesNotContain("1949");
    }

    private static void refused(Kind kind, String written, LocalDate today, String code) {
        assertThatThrownBy(() -> IdentityDocument.of(kind, written, today))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** Its check character, reckoned another way than the code under test does: modulo 11 by Horner's rule. */
    static String numbered(String seventeen) {
        int rest = 0;
        for (char digit : seventeen.toCharArray()) {
            rest = (rest + (digit - '0')) * 2 % 11;
        }
        int check = (12 - rest) % 11;
        return seventeen + (check == 10 ? "X" : String.valueOf(check));
    }
}
