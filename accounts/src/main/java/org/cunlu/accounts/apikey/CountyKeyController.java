package org.cunlu.accounts.apikey;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.KeyScope;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Network;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.WallTime;

/** Keys of outside systems, for the county's operator. */
@Controller("/api/county/keys")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyKeyController {
    private static final int DAYS_DEFAULT = 365;
    private static final int DAYS_MAX = 730;
    private static final int OVERLAP_HOURS_DEFAULT = 24;
    private static final int OVERLAP_HOURS_MAX = 168;

    /**
     * @param name of the outside system
     * @param networks addresses or networks from where the key may be used; none for anywhere
     * @param days how long it is good, 365 when not said
     */
    @Serdeable
    record NewKey(
            @NotBlank @Size(max = KeyOrder.NAME_LENGTH_MAX) String name,
            @NotNull Set<@NotNull KeyScope> scopes,
            @Nullable @Size(max = KeyOrder.NETWORKS_MAX) List<@NotBlank @Size(max = 49) String> networks,
            @Nullable @Min(1) @Max(DAYS_MAX) Integer days) {}

    /**
     * @param version the one that was seen, so that a repeated request does not rotate twice
     * @param overlapHours how long the old one is good beside the new one, 24 when not said
     * @param days how long the new one is good; as long as the old one when not said
     */
    @Serdeable
    record Rotation(
            @Positive int version,
            @Nullable @Min(0) @Max(OVERLAP_HOURS_MAX) Integer overlapHours,
            @Nullable @Min(1) @Max(DAYS_MAX) Integer days) {}

    /** What a key is to whoever looks at the list. */
    enum State {
        LIVE,
        EXPIRED,
        REVOKED
    }

    /**
     * @param previousUntil until when the one before the last rotation is good
     * @param lastUsedAt to the minute
     */
    @Serdeable
    record Key(
            String id,
            String county,
            String name,
            List<KeyScope> scopes,
            List<String> networks,
            State state,
            int version,
            Instant expiresAt,
            @Nullable Instant previousUntil,
            @Nullable Instant lastUsedAt,
            Instant madeAt,
            String madeBy) {}

    /** @param key the text, for the header {@code Authorization: ApiKey …}; shown this once */
    @Serdeable
    record MadeKey(
            String id,
            String key,
            int version,
            Instant expiresAt,
            @Nullable Instant previousUntil) {
        /** Hides the key from logs. */
        @Override
        public String toString() {
            return "MadeKey[" + id + "]";
        }
    }

    private final ApiKeys keys;
    private final WallTime time;

    CountyKeyController(ApiKeys keys, WallTime time) {
        this.keys = keys;
        this.time = time;
    }

    @Get
    Page<Key> list(Caller caller, @Nullable @QueryValue String cursor, @Nullable @QueryValue Integer limit) {
        int count = Page.limit(limit);
        String after = Ids.isId(cursor) ? cursor : "";
        return Page.of(
                keys.page(caller, after, count + 1).stream().map(this::shown).toList(), count, Key::id);
    }

    @Post
    @Status(HttpStatus.CREATED)
    @FreshSecondFactor("accounts.api-key")
    MadeKey make(Caller caller, @Body @Valid NewKey body) {
        List<String> networks = body.networks() == null ? List.of() : body.networks();
        return shown(keys.make(
                caller,
                () -> KeyOrder.of(body.name(), body.scopes(), networks),
                body.days() == null ? DAYS_DEFAULT : body.days()));
    }

    @Post("/{id}/rotate")
    @FreshSecondFactor("accounts.api-key")
    MadeKey rotate(Caller caller, String id, @Body @Valid Rotation body) {
        int hours = body.overlapHours() == null ? OVERLAP_HOURS_DEFAULT : body.overlapHours();
        return shown(keys.rotate(caller, id, body.version(), Duration.ofHours(hours), body.days()));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.api-key")
    void revoke(Caller caller, String id) {
        keys.revoke(caller, id);
    }

    private Key shown(ApiKey key) {
        State state = !key.live() ? State.REVOKED : key.expiresAt().isAfter(time.now()) ? State.LIVE : State.EXPIRED;
        return new Key(
                key.keyId(),
                key.county(),
                key.name(),
                key.scopes().stream().sorted().toList(),
                key.networks().stream().map(Network::toString).toList(),
                state,
                key.version(),
                key.expiresAt(),
                key.previousUntil(),
                key.lastUsedAt(),
                key.madeAt(),
                key.madeBy());
    }

    private static MadeKey shown(ApiKeys.Made made) {
        ApiKey key = made.key();
        return new MadeKey(key.keyId(), made.text().whole(), key.version(), key.expiresAt(), key.previousUntil());
    }
}
