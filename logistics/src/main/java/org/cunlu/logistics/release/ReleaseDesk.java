package org.cunlu.logistics.release;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Releases;

/** Releases as the level's people work with them on a page; the rules are those of the JSON branch. */
@Singleton
class ReleaseDesk implements Releases {
    private static final String NEWEST = "~";

    private final Proposing proposing;
    private final Deciding deciding;
    private final Approving approving;
    private final Looking looking;
    private final Rights rights;
    private final ReleaseTable table;
    private final Validator validator;
    private final String countyCode;

    ReleaseDesk(
            Proposing proposing,
            Deciding deciding,
            Approving approving,
            Looking looking,
            Rights rights,
            ReleaseTable table,
            Validator validator,
            @Value("${cunlu.county.code}") String countyCode) {
        this.proposing = proposing;
        this.deciding = deciding;
        this.approving = approving;
        this.looking = looking;
        this.rights = rights;
        this.table = table;
        this.validator = validator;
        this.countyCode = countyCode;
    }

    @Override
    public Page<Brief> releases(
            Caller caller, @Nullable String state, @Nullable String cursor, @Nullable Integer limit) {
        ReleaseState wanted = state == null ? null : named(ReleaseState.class, "state", state);
        Page<Release> page = page(caller, wanted, cursor, limit);
        return new Page<>(page.items().stream().map(Told::brief).toList(), page.next());
    }

    Page<Release> page(Caller caller, @Nullable ReleaseState state, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                table.list(countyCode, rights.levels(caller), state, cursor == null ? NEWEST : cursor, size + 1),
                size,
                Release::releaseId);
    }

    @Override
    public Whole release(Caller caller, String releaseId) {
        return Told.whole(looking.view(rights.visible(caller, releaseId)));
    }

    @Override
    @Nullable
    public Outlook outlook(Caller caller, String releaseId) {
        Release release = rights.visible(caller, releaseId);
        boolean ahead = release.state() == ReleaseState.PROPOSED || release.state() == ReleaseState.REVIEWED;
        return ahead ? Told.outlook(looking.plan(release)) : null;
    }

    @Override
    public String propose(Caller caller, Draft draft, @Nullable String key) {
        return proposing.propose(caller, wanted(draft), key);
    }

    @Override
    public void complete(Caller caller, String releaseId, Draft draft) {
        proposing.complete(caller, releaseId, wanted(draft));
    }

    @Override
    public void withdraw(Caller caller, String releaseId, String reason) {
        deciding.withdraw(caller, releaseId, valid(new Deciding.Reason(reason)));
    }

    @Override
    public void review(Caller caller, String releaseId, boolean agrees, @Nullable String reason) {
        deciding.review(caller, releaseId, valid(new Deciding.Review(agrees, reason)));
    }

    @Override
    public void approve(Caller caller, String releaseId) {
        approving.approve(caller, releaseId);
    }

    @Override
    public void refuse(Caller caller, String releaseId, String reason) {
        deciding.refuse(caller, releaseId, valid(new Deciding.Reason(reason)));
    }

    private Proposing.Wanted wanted(Draft draft) {
        List<Proposing.WantedLine> lines = draft.parts().stream()
                .map(part ->
                        new Proposing.WantedLine(part.skuCode(), part.pieces(), part.needPer1000(), part.priceFen()))
                .toList();
        List<Proposing.WantedPlace> places = draft.places().stream()
                .map(place -> new Proposing.WantedPlace(place.node(), place.people()))
                .toList();
        return valid(new Proposing.Wanted(
                draft.level(),
                draft.drill(),
                draft.trigger(),
                draft.use(),
                draft.transport(),
                draft.validUntil(),
                named(SharingRule.class, "sharing", draft.sharing()),
                named(GivingWay.class, "givingWay", draft.givingWay()),
                lines,
                places));
    }

    /** The same limits as the JSON branch has. */
    private <T> T valid(T body) {
        for (ConstraintViolation<T> each : validator.validate(body)) {
            String field = "";
            for (Path.Node node : each.getPropertyPath()) {
                if (node.getName() != null && !node.getName().startsWith("<")) {
                    field = node.getName();
                }
            }
            throw ProblemException.invalid(field, "invalid", "请检查填写的内容 · Please look at what was filled in: " + field);
        }
        return body;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String field, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(field, "unknown", "没有这个选项 · No such choice"));
    }
}
