package org.cunlu.catalog.shop;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.problem.ProblemException;

/** People of these tests, and what they hand in. */
final class ShopPeopleOfTest {
    static final String CARD = "6222 0212 3456 7890 128";
    static final String PERSON = "500233199001011236";
    static final String COMPANY = "91500233MA5U1ABCXM";
    static final String HOME = "500233114201";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private ShopPeopleOfTest() {}

    /** @return somebody new with an account, and with this role if any */
    static Caller person(Accounts accounts, Grants grants, Role role, Scope.Kind kind, String scope) {
        String phone = "1390000%04d".formatted(NUMBER.incrementAndGet());
        String id = accounts.register(phone, "xk29-qqlm-vv7", "张三");
        if (role != null) {
            accounts.grant(id, new Grant(role, new Scope(kind, scope)), "tester");
        }
        return again(grants, id);
    }

    static Caller again(Grants grants, String accountId) {
        return new Caller(accountId, grants.of(accountId));
    }

    static String png() {
        return Base64.getEncoder().encodeToString(pngBytes());
    }

    static byte[] pngBytes() {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void refused(String code, ThrowingCallable act) {
        Assertions.assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> Assertions.assertThat(problem.code()).isEqualTo(code));
    }

    static List<String> told(Sql sql, String accountId) {
        return sql.list(
                "SELECT kind FROM acc_notice WHERE account_id = ? ORDER BY notice_id",
                row -> row.string("kind"),
                accountId);
    }

    static long traced(Sql sql, String act, String subject) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act LIKE CONCAT(?, '%') AND subject = ?",
                        row -> row.number("n"), act, subject)
                .orElseThrow();
    }
}
