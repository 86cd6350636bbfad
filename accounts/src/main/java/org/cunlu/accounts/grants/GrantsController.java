package org.cunlu.accounts.grants;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/** Roles given and taken by a county operator. */
@Controller("/api/county/grants")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class GrantsController {
    /** @param phone of the account that gets or loses the role */
    @Serdeable
    record GrantOrder(
            @NotBlank @Size(max = 30) String phone,
            @NotNull Role role,
            @NotNull Scope scope) {
        Grant grant() {
            return new Grant(role, scope);
        }

        @Override
        public String toString() {
            return "GrantOrder";
        }
    }

    private final Grants grants;
    private final Accounts accounts;
    private final GrantRules rules;

    GrantsController(Grants grants, Accounts accounts, GrantRules rules) {
        this.grants = grants;
        this.accounts = accounts;
        this.rules = rules;
    }

    @Post
    @Status(HttpStatus.NO_CONTENT)
    void give(Caller caller, @Body @Valid GrantOrder order) {
        grants.give(allowed(caller, order), order.grant(), caller.accountId());
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void end(Caller caller, @Body @Valid GrantOrder order) {
        grants.end(allowed(caller, order), order.grant(), caller.accountId());
    }

    /** @return the account meant */
    private String allowed(Caller caller, GrantOrder order) {
        // First what he may do at all, so that the answer tells nothing of phones outside his scope.
        rules.check(caller, order.grant());
        String accountId = accounts.byPhone(order.phone())
                .orElseThrow(() -> ProblemException.notFound().field("phone"));
        if (accountId.equals(caller.accountId())) {
            throw ProblemException.of(403, "grant-to-oneself", "不能给自己授权或撤权 · Not to oneself", null)
                    .field("phone");
        }
        return accountId;
    }
}
