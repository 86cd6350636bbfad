package org.cunlu.accounts.person;

import com.nulabinc.zxcvbn.StandardDictionaries;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.problem.ProblemException;

/** Which passwords are taken: long enough, and not among those that are tried first. No rule about kinds of characters. */
@Singleton
class PasswordRules {
    static final int LENGTH_MIN = 8;
    static final int LENGTH_MAX = 128;

    /** What is common here and missing in lists made elsewhere. */
    private static final Set<String> COMMON_HERE = Set.of(
            "woaini520",
            "woaini521",
            "woaini1314",
            "woaini123",
            "woaini5201314",
            "5201314520",
            "52013145",
            "5201314a",
            "1314520520",
            "1314521a",
            "a123456789",
            "aa123456",
            "aa12345678",
            "qq123456",
            "qq12345678",
            "abc123456",
            "abcd123456",
            "123456789a",
            "12345678a",
            "123456aa",
            "123456abc",
            "asd123456",
            "qwe123456",
            "zxc123456",
            "123qweasd",
            "1qaz2wsx",
            "1qaz2wsx3edc",
            "147258369",
            "789456123",
            "0123456789",
            "9876543210",
            "11112222",
            "12344321",
            "12341234",
            "1234qwer",
            "88888888",
            "66666666",
            "168168168",
            "88886666",
            "66668888",
            "13145200",
            "wodemima",
            "mima1234",
            "mima123456",
            "nihao123",
            "nihao1234",
            "zhang123",
            "wang1234",
            "chongqing",
            "chongqing1",
            "zhongxian",
            "zhongxian123",
            "cunlu123",
            "cunlu1234",
            "cunlu12345",
            "cunlu123456",
            "password");

    private static final Set<String> ROWS = Set.of("0123456789".repeat(13), "abcdefghijklmnopqrstuvwxyz", "qwertyuiop");

    private final Set<String> common = new HashSet<>(COMMON_HERE);

    PasswordRules() {
        try {
            StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(word -> word.length() >= LENGTH_MIN)
                    .forEach(common::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ProblemException 400 {@code password-weak} */
    void check(String password, MobileNumber phone) {
        int length = password.codePointCount(0, password.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw weak("密码须为8至128个字符 · A password has 8 to 128 characters");
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (common.contains(folded) || isRun(folded)) {
            throw weak("这个密码太常见，容易被猜到 · This password is common and easily guessed");
        }
        if (folded.contains(phone.national()) || phone.national().contains(folded)) {
            throw weak("密码不能是手机号 · A password cannot be the phone number");
        }
    }

    /** @return whether it is one character again and again, or a piece of a row: 34567890, 87654321, abcdefgh */
    private static boolean isRun(String text) {
        boolean one = text.codePoints().distinct().count() == 1;
        return one || ROWS.stream().anyMatch(row -> row.contains(text) || row.contains(reversed(text)));
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static ProblemException weak(String why) {
        return ProblemException.of(400, "password-weak", "密码太弱 · The password is too weak", why)
                .field("password");
    }
}
