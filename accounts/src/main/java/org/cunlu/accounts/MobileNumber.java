package org.cunlu.accounts;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A mainland mobile number in its one writing.
 * @param e164 such as {@code +8613800138000}
 */
public record MobileNumber(String e164) {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern CANONICAL = Pattern.compile("\\+861\\d{10}");
    /** Digits of any script, and what people put between them; letters would be read as keypad digits. */
    private static final Pattern USUAL_WRITING = Pattern.compile("[\\p{Nd} \\u00a0\\u3000+＋()（）.\\-－‐–]{11,30}");

    public MobileNumber {
        if (!CANONICAL.matcher(e164).matches()) {
            throw new IllegalArgumentException("not a mainland mobile number in E.164");
        }
    }

    /**
     * @param written as people write it: with or without +86, spaces, hyphens, full-width digits
     * @throws ProblemException 400 {@code phone-invalid} when it is malformed, of another place, or not a mobile
     */
    public static MobileNumber of(String written) {
        if (written == null || !USUAL_WRITING.matcher(written.strip()).matches()) {
            throw invalid();
        }
        try {
            PhoneNumber number = NUMBERS.parse(written, "CN");
            PhoneNumberType type = NUMBERS.getNumberType(number);
            boolean mobile = type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
            String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            if (mobile
                    && NUMBERS.isValidNumberForRegion(number, "CN")
                    && CANONICAL.matcher(e164).matches()) {
                return new MobileNumber(e164);
            }
        } catch (NumberParseException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** @return {@code 138****8000} */
    public String masked() {
        String national = national();
        return national.substring(0, 3) + "****" + lastFour();
    }

    /** @return the eleven digits without the country's code */
    public String national() {
        return e164.substring(3);
    }

    public String lastFour() {
        return e164.substring(e164.length() - 4);
    }

    /** Masked, so that no log shows a number by accident. */
    @Override
    public String toString() {
        return masked();
    }

    private static ProblemException invalid() {
        return ProblemException.of(
                        400,
                        "phone-invalid",
                        "手机号不对 · Not a mainland mobile number",
                        "请填写11位的大陆手机号 · Give an 11-digit mobile number of mainland China")
                .field("phone");
    }
}
