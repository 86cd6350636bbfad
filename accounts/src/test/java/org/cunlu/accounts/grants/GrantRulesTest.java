package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantRulesTest {
    private final Caller operator =
            new Caller("operator", List.of(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500233")));
    private final GrantRules rules = new GrantRules(List.of(new CodeScopeTree()));

    @Test
    void allowsDailyRolesBelowTheOperatorsNode() {
        allowed(rules, Role.STATION_KEEPER, Kind.NODE, "500233112203");
        allowed(rules, Role.DISPATCHER, Kind.SUBTREE, "500233");
    }

    @Test
    void refusesWhatLiesElsewhere() {
        refused(rules, Role.STATION_KEEPER, Kind.NODE, "500234112203", "scope-not-yours");
        refused(rules, Role.DISPATCHER, Kind.SUBTREE, "5002", "scope-not-yours");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {
                "COUNTY_OPERATOR",
                "RESERVE_OFFICER",
                "RESERVE_REVIEWER",
                "RESERVE_AUTHORITY",
                "RESERVE_HOLDER",
                "RESERVE_AUDITOR",
                "CONSUMER"
            })
    void refusesPowerfulRoles(Role role) {
        refused(rules, role, Kind.SUBTREE, "500233", "role-not-yours-to-give");
    }

    @Test
    void refusesAScopeThatDoesNotFitTheRole() {
        refused(rules, Role.STATION_KEEPER, Kind.SUBTREE, "500233", "scope-unfit");
        refused(rules, Role.SELLER, Kind.NODE, "500233112203", "scope-unfit");
    }

    @Test
    void refusesShopsWhenNobodyKnowsWhereTheyLie() {
        refused(rules, Role.SELLER, Kind.SHOP, "zhongcheng", "scope-not-yours");
    }

    @Test
    void asksThoseWhoKnowBeforeTheCodes() {
        var knowing = new GrantRules(List.of(new CodeScopeTree(), new Shops(), new OpenNodes()));
        allowed(knowing, Role.SELLER, Kind.SHOP, "zhongcheng");
        refused(knowing, Role.SELLER, Kind.SHOP, "elsewhere", "scope-not-yours");
        allowed(knowing, Role.STATION_KEEPER, Kind.NODE, "500233112203");
        refused(knowing, Role.STATION_KEEPER, Kind.NODE, "500233999999", "scope-not-yours");
    }

    @Test
    void givesNothingToAnOperatorWhoseOwnScopeIsNoSubtree() {
        var lesser = new Caller("lesser", List.of(grant(Role.COUNTY_OPERATOR, Kind.NODE, "500233")));
        assertThatThrownBy(() -> rules.check(lesser, grant(Role.STATION_KEEPER, Kind.NODE, "500233112203")))
                .isInstanceOf(ProblemException.class);
        var dispatcher = new Caller("dispatcher", List.of(grant(Role.DISPATCHER, Kind.SUBTREE, "500233")));
        assertThatThrownBy(() -> rules.check(dispatcher, grant(Role.STATION_KEEPER, Kind.NODE, "500233112203")))
                .isInstanceOf(ProblemException.class);
    }

    private void allowed(GrantRules by, Role role, Kind kind, String value) {
        assertThatCode(() -> by.check(operator, grant(role, kind, value))).doesNotThrowAnyException();
    }

    private void refused(GrantRules by, Role role, Kind kind, String value, String code) {
        assertThatThrownBy(() -> by.check(operator, grant(role, kind, value)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Grant grant(Role role, Kind kind, String value) {
        return new Grant(role, new Scope(kind, value));
    }

    private static final class Shops implements ScopeTree {
        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.SHOP;
        }

        @Override
        public boolean within(Scope scope, String subtreeCode) {
            return scope.value().equals("zhongcheng") && subtreeCode.equals("500233");
        }
    }

    private static final class OpenNodes implements ScopeTree {
        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.NODE || kind == Kind.SUBTREE;
        }

        @Override
        public boolean within(Scope scope, String subtreeCode) {
            return Set.of("500233112203").contains(scope.value());
        }
    }
}
