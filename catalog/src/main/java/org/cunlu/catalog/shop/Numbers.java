package org.cunlu.catalog.shop;

import org.cunlu.catalog.SellerKind;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;

/** What numbers of papers must be, and how much of them is shown. */
final class Numbers {
    private static final int CARD_MIN = 16;
    private static final int NUMBER_MAX = 40;
    /** GB 32100-2015: 31 signs, without I, O, S, V and Z. */
    private static final String CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    /** GB 11643-1999. */
    private static final int[] PERSON_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static final String PERSON_CHECKS = "10X98765432";

    private Numbers() {}

    /** @return the number in the one way in which it is kept @throws ProblemException {@code number-invalid} */
    static String checked(Item item, SellerKind kind, String typed) {
        String number = typed.strip().toUpperCase(java.util.Locale.ROOT);
        if (item == Item.BANK_ACCOUNT) {
            number = number.replace(" ", "");
        }
        boolean right = switch (item) {
            case IDENTITY -> person(number);
            case BUSINESS_LICENCE -> credit(number);
            case BANK_ACCOUNT -> bank(number, kind);
            case FOOD, PESTICIDE, RESTRICTED_PESTICIDE, SEED, FERTILISER -> PlainText.name(number, NUMBER_MAX);
        };
        if (!right) {
            throw ProblemException.invalid("number", "number-invalid", "号码不对，请核对 · Not a right number of such a paper");
        }
        return number;
    }

    static String shown(Item item, String number) {
        return switch (item) {
            case IDENTITY -> number.charAt(0) + "****************" + number.charAt(number.length() - 1);
            case BANK_ACCOUNT -> "**** " + number.substring(number.length() - 4);
            case BUSINESS_LICENCE, FOOD, PESTICIDE, RESTRICTED_PESTICIDE, SEED, FERTILISER -> number;
        };
    }

    /** Cards have a check digit. Accounts of companies have none that all banks share. */
    private static boolean bank(String number, SellerKind kind) {
        boolean company =
                kind == SellerKind.BRAND_COMPANY || kind == SellerKind.COOPERATIVE || kind == SellerKind.GOODS_SUPPLIER;
        return number.matches("[0-9]{" + CARD_MIN + ",19}") && luhn(number)
                || company && !number.startsWith("62") && number.matches("[0-9]{9,30}");
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean credit(String code) {
        if (!code.matches("[" + CREDIT_SIGNS + "]{18}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < CREDIT_WEIGHTS.length; i++) {
            sum += CREDIT_SIGNS.indexOf(code.charAt(i)) * CREDIT_WEIGHTS[i];
        }
        int signs = CREDIT_SIGNS.length();
        return CREDIT_SIGNS.charAt((signs - sum % signs) % signs) == code.charAt(CREDIT_WEIGHTS.length);
    }

    private static boolean person(String number) {
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < PERSON_WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * PERSON_WEIGHTS[i];
        }
        return PERSON_CHECKS.charAt(sum % PERSON_CHECKS.length()) == number.charAt(PERSON_WEIGHTS.length);
    }
}
