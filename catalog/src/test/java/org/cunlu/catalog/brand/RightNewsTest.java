package org.cunlu.catalog.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.catalog.brand.OrangeCounty.regional;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who sells under a brand hears when the right was granted and when it was revoked. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightNewsTest implements TestPropertyProvider {
    @Inject
    OrangeCounty county;

    @Inject
    Issuing issuing;

    @Inject
    Reviewing reviewing;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.properties("rightnews", Server.DATABASE));
        properties.put("catalog.stand-in-areas", "true");
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }

    @Test
    void theHolderIsToldOnceOfEach() {
        county.begin();
        county.brands(regional("500233", ""));
        String holder = accounts.register("13900000003", "xk29-qqlm-vv7", "张三");
        accounts.grant(holder, new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-1")), "tester");
        Caller owner = OrangeCounty.caller("OWNER00000001", Role.BRAND_OWNER, Scope.Kind.BRAND, "B-ORANGE");
        Caller operator = OrangeCounty.caller("COUNTY0000001", Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        String id = issuing.propose(owner, ids.next(), county.proposal("S-1", "500233114201", 5_000, "C-1"))
                .authorizationId();
        issuing.attach(owner, id, "%PDF-1.7 a certificate".getBytes(StandardCharsets.US_ASCII));
        assertThat(told(holder)).isEmpty();
        reviewing.approve(operator, id);
        reviewing.approve(operator, id);
        reviewing.revoke(operator, id, "以次充好");
        reviewing.revoke(operator, id, "以次充好");
        assertThat(told(holder)).containsExactly("BRAND_GRANTED", "BRAND_REVOKED");
    }

    private List<String> told(String account) {
        return sql.list(
                "SELECT kind FROM acc_notice WHERE account_id = ? AND kind LIKE 'BRAND%' ORDER BY notice_id",
                row -> row.string("kind"), account);
    }
}
