package org.cunlu.web.county;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.RoleDesk;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Who has which role: given, listed and ended. What takes two people waits in the queue of roles to approve. */
@Controller(RolePages.ROLES)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class RolePages {
    static final String ROLES = CountyPages.COUNTY + "/roles";
    private static final String VIEW = "county/roles";
    private static final int PIECE = 30;

    private final Desk desk;
    private final RoleDesk roles;
    private final SecondFactor secondFactor;
    private final Network network;

    RolePages(Desk desk, RoleDesk roles, SecondFactor secondFactor, Network network) {
        this.desk = desk;
        this.roles = roles;
        this.secondFactor = secondFactor;
        this.network = network;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue Role role,
            @Nullable @QueryValue @Size(max = 30) String phone,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, view(request, caller, role, phone, cursor));
    }

    @Post
    HttpResponse<?> give(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(request, caller, null, null, null), form, () -> {
            Grant grant = grant(form);
            Instant until = form.optional("until") == null
                    ? null
                    : CountyTime.instant(Typed.day(form, "until").plusDays(1), LocalTime.MIDNIGHT);
            sign(request, caller, form, RoleDesk.GIVE);
            try {
                boolean given = roles.give(caller, form.typed("person").strip(), grant, null, until)
                                .proposalId()
                        == null;
                return desk.onward(request, ROLES, given ? "county.note.given" : "county.note.proposed");
            } catch (ProblemException refusal) {
                throw spoken(refusal);
            }
        });
    }

    @Post("/{grantId}/end")
    HttpResponse<?> end(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String grantId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(request, caller, null, null, null), form, () -> {
            sign(request, caller, form, RoleDesk.END);
            roles.end(caller, grantId);
            return desk.onward(request, ROLES, "county.note.ended");
        });
    }

    private Desk.View view(
            HttpRequest<?> request,
            Caller caller,
            @Nullable Role role,
            @Nullable String phone,
            @Nullable String cursor) {
        return new Desk.View(ROLES, VIEW, () -> facts(request, caller, role, phone, cursor));
    }

    /** A person or place that is not his to give at is as if it were not there; in a form that is something to fill in otherwise. */
    private static ProblemException spoken(ProblemException refusal) {
        return refusal.status() == 404
                ? ProblemException.of(
                        400,
                        "person-or-place-unknown",
                        "没有这个账号或地方 · No such account or place",
                        "请核对手机号和编码；对方须先注册 · Check number and code; they have to sign up first")
                : refusal;
    }

    private void sign(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    /** @throws ProblemException 400 {@code malformed} */
    private static Grant grant(Fields form) {
        String[] parts = form.typed("what").split("\\.", 2);
        String place = form.typed("place").strip();
        try {
            return new Grant(Role.valueOf(parts[0]), new Scope(Scope.Kind.valueOf(parts[parts.length - 1]), place));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    place.isEmpty() ? "place" : "what", "malformed", "这一项填得不对 · This is not filled in as it should be");
        }
    }

    private Map<String, Object> facts(
            HttpRequest<?> request,
            Caller caller,
            @Nullable Role role,
            @Nullable String phone,
            @Nullable String cursor) {
        Words words = desk.words(request);
        String person = phone == null || phone.isBlank() ? null : phone.strip();
        List<RoleDesk.Givable> givable = roles.givable(caller);
        Page<RoleDesk.Held> page = roles.held(caller, person, role, cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("held", page.items());
        facts.put("cursor", page.next());
        facts.put("me", caller.accountId());
        facts.put("role", role == null ? "" : role.name());
        facts.put("phone", person == null ? "" : person);
        facts.put("choices", choices(givable, words));
        facts.put("roles", givable.stream().map(RoleDesk.Givable::role).toList());
        facts.put("names", names(page.items()));
        return facts;
    }

    private static Map<String, String> choices(Collection<RoleDesk.Givable> givable, Words words) {
        var choices = new LinkedHashMap<String, String>();
        for (RoleDesk.Givable each : givable) {
            each.fitting().stream()
                    .sorted()
                    .forEach(kind -> choices.put(
                            each.role() + "." + kind,
                            words.text("account.role." + each.role()) + " · " + words.text("county.scope." + kind)
                                    + (each.twoPeople() ? " · " + words.text("county.two-people") : "")));
        }
        return choices;
    }

    /** @return names of nodes; what is no node is called by its code */
    private Map<String, String> names(List<RoleDesk.Held> held) {
        var codes = held.stream()
                .map(each -> each.held().grant().scope().value())
                .distinct()
                .toList();
        var names = new HashMap<String, String>();
        codes.forEach(code -> names.put(code, code));
        network.nodes(codes).forEach((code, node) -> names.put(code, node.name()));
        return names;
    }
}
