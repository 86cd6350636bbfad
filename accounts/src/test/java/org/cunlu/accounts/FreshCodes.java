package org.cunlu.accounts;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** An authenticator app in a test's hand. So that a test need not wait for 30 s, the step used last is forgotten. */
public record FreshCodes(ApplicationContext context) {
    private static final TotpSecret SECRET = new TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    public void enrol(String accountId) {
        context.getBean(DemoFactors.class).enrol(accountId, SECRET);
    }

    /** @return a code good for one act of the account */
    public String next(String accountId) {
        context.getBean(Transactions.class)
                .run(() -> context.getBean(Sql.class)
                        .change("UPDATE acc_totp SET last_step = 0 WHERE account_id = ?", accountId));
        return at(context.getBean(WallTime.class).now());
    }

    public String at(Instant moment) {
        return SECRET.code(TotpSecret.stepAt(moment));
    }
}
