package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.RoleDesk;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.paging.Page;

/** What givers of roles see and do; people stand here masked. */
@Singleton
class RoleOffice implements RoleDesk {
    private final Giving giving;
    private final GiversRight right;
    private final GrantTable table;
    private final Accounts accounts;
    private final MaskedPeople people;

    RoleOffice(Giving giving, GiversRight right, GrantTable table, Accounts accounts, MaskedPeople people) {
        this.giving = giving;
        this.right = right;
        this.table = table;
        this.accounts = accounts;
        this.people = people;
    }

    @Override
    public List<Givable> givable(Caller giver) {
        return right.gives(giver.accountId()).stream()
                .sorted()
                .map(role -> {
                    var rule = WhoGives.rule(role).orElseThrow();
                    return new Givable(role, rule.fitting(), rule.twoPeople());
                })
                .toList();
    }

    @Override
    public Page<Held> held(
            Caller giver, @Nullable String phone, @Nullable Role role, @Nullable String cursor, int limit) {
        Set<Role> roles = right.gives(giver.accountId());
        if (role != null) {
            roles.retainAll(Set.of(role));
        }
        String accountId = phone == null ? null : accounts.byPhone(phone).orElse("");
        if (roles.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var page = Sieve.page(
                cursor == null ? "" : cursor,
                limit,
                (after, many) -> table.list(roles, accountId, after, many),
                (GrantTable.Listed row) -> row.held().grantId(),
                row -> right.over(giver.accountId(), row.held().grant(), row.scopePath())
                        .isPresent());
        return new Page<>(page.items().stream().map(this::shown).toList(), page.next());
    }

    @Override
    public Given give(Caller giver, String phone, Grant grant, @Nullable Instant from, @Nullable Instant until) {
        String recipient = accounts.byPhone(phone).orElse(null);
        return switch (giving.give(giver.accountId(), recipient, grant, new Dates(from, until))) {
            case Giving.Outcome.Given(String grantId) -> new Given(grantId, null);
            case Giving.Outcome.Proposed(String proposalId) -> new Given(null, proposalId);
        };
    }

    @Override
    public void end(Caller giver, String grantId) {
        giving.end(giver.accountId(), grantId);
    }

    private Held shown(GrantTable.Listed row) {
        var person = people.find(row.accountId());
        return new Held(
                row.held(),
                row.accountId(),
                person.map(MaskedPeople.Masked::name).orElse(null),
                person.map(MaskedPeople.Masked::phone).orElse(null),
                row.givenBy(),
                row.approvedBy());
    }
}
