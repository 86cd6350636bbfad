package org.cunlu.catalog.goods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sellers hear what the county decided of their products, once each, and nothing of what was not decided. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionNewsTest implements TestPropertyProvider {
    private static final Caller COUNTY =
            new Caller("COUNTY0000001", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "5"))));

    @Inject
    Writing writing;

    @Inject
    Deciding deciding;

    @Inject
    ChangeTable changes;

    @Inject
    ProductTypes types;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("decisionnews", Server.DATABASE);
    }

    @Test
    void whoRunsTheShopIsToldOfEachDecisionOnce() {
        transactions.run(() -> {
            sql.change("INSERT INTO cat_category (code, name, path) VALUES ('FRUIT', '鲜果', '/FRUIT/')");
            sql.change("INSERT INTO cat_seller (code, name, kind, home_node) VALUES ('S-1', '罗家', 'FARMER', 'N')");
        });
        types.keep(Sheets.FRUIT, "tester");
        var own = new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-1"));
        String id = accounts.register("13900000001", "xk29-qqlm-vv7", "张三");
        accounts.grant(id, own, "tester");
        String stranger = accounts.register("13900000002", "xk29-qqlm-vv7", "李四");
        accounts.grant(stranger, new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-2")), "tester");
        var owner = new Caller(id, List.of(own));

        writing.write(owner, "P", Sheets.oranges(), null);
        writing.step(owner, "P", Life.SUBMIT);
        deciding.step(COUNTY, "P", Life.DECLINE, "图片不清");
        writing.step(owner, "P", Life.SUBMIT);
        deciding.step(COUNTY, "P", Life.APPROVE, null);
        deciding.step(COUNTY, "P", Life.APPROVE, null);
        writing.write(owner, "P", Sheets.named("忠橙 春见"), null);
        String first = changes.openOf("P").orElseThrow().id();
        deciding.decline(COUNTY, first, "不得用“春见”");
        deciding.decline(COUNTY, first, "again");
        assertThatThrownBy(() -> deciding.approve(COUNTY, first)).isInstanceOf(ProblemException.class);
        writing.write(owner, "P", Sheets.named("忠橙 鲜果"), null);
        deciding.approve(COUNTY, changes.openOf("P").orElseThrow().id());
        deciding.step(COUNTY, "P", Life.WITHDRAW, "质检不合格");
        assertThat(told(id))
                .containsExactly(
                        "PRODUCT_DECLINED",
                        "PRODUCT_APPROVED",
                        "CHANGE_DECLINED",
                        "CHANGE_APPROVED",
                        "PRODUCT_WITHDRAWN");
        assertThat(told(stranger)).isEmpty();
    }

    private List<String> told(String account) {
        return sql.list(
                "SELECT kind FROM acc_notice WHERE account_id = ? AND (kind LIKE 'PRODUCT%' OR kind LIKE 'CHANGE%')"
                        + " ORDER BY notice_id",
                row -> row.string("kind"), account);
    }
}
