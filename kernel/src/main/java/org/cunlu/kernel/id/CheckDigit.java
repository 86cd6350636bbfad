package org.cunlu.kernel.id;

/** The check digit of GS1: weights 3 and 1 from the right, up to the next ten. */
public final class CheckDigit {
    private CheckDigit() {}

    /** @param digits without the check digit */
    public static int of(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int fromRight = digits.length() - 1 - i;
            sum += (digits.charAt(i) - '0') * (fromRight % 2 == 0 ? 3 : 1);
        }
        return (10 - sum % 10) % 10;
    }

    /** @param digits with the check digit at the end */
    public static boolean fits(String digits) {
        int last = digits.length() - 1;
        return of(digits.substring(0, last)) == digits.charAt(last) - '0';
    }
}
