package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import jakarta.validation.Valid;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.WebhookDesk;
import org.cunlu.accounts.WebhookDesk.MadeWebhook;
import org.cunlu.accounts.WebhookDesk.Shown;
import org.cunlu.accounts.WebhookDesk.Telling;
import org.cunlu.accounts.WebhookDesk.Told;
import org.cunlu.accounts.webhook.Webhook.Owner;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** What an owner does with his webhooks; each kind of owner has a door of his own. */
abstract class WebhookDoors {
    private final Keeping keeping;

    WebhookDoors(Keeping keeping) {
        this.keeping = keeping;
    }

    /** @param shop as it was asked for @throws ProblemException 404 when it is not the caller's */
    abstract Owner owner(Caller caller, @Nullable String shop);

    @Get
    Page<Shown> list(
            Caller caller,
            @Nullable @QueryValue String shop,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        int count = Page.limit(limit);
        String after = Ids.isId(cursor) ? cursor : "";
        return Page.of(
                keeping.page(owner(caller, shop), after, count + 1).stream()
                        .map(Views::shown)
                        .toList(),
                count,
                Shown::id);
    }

    @Post
    @Status(HttpStatus.CREATED)
    @FreshSecondFactor(WebhookDesk.MAKE)
    MadeWebhook make(Caller caller, @Nullable @QueryValue String shop, @Body @Valid Views.NewWebhook body) {
        return Views.made(keeping.make(caller.accountId(), owner(caller, shop), body.url(), body.facts()));
    }

    @Patch("/{id}")
    @FreshSecondFactor(WebhookDesk.CHANGE)
    Shown change(Caller caller, String id, @Nullable @QueryValue String shop, @Body @Valid Views.Changed body) {
        return Views.shown(keeping.change(caller.accountId(), owner(caller, shop), id, body.version(), body.change()));
    }

    /** Repeating it changes nothing. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, String id, @Nullable @QueryValue String shop) {
        keeping.remove(caller.accountId(), owner(caller, shop), id);
    }

    /** The old secret signs beside the new one for 24 hours. */
    @Post("/{id}/secret")
    @FreshSecondFactor(WebhookDesk.ROTATE)
    MadeWebhook rotate(Caller caller, String id, @Nullable @QueryValue String shop, @Body @Valid Views.Rotation body) {
        return Views.made(keeping.rotate(caller.accountId(), owner(caller, shop), id, body.version()));
    }

    @Post("/{id}/ping")
    @Status(HttpStatus.ACCEPTED)
    Views.Queued ping(Caller caller, String id, @Nullable @QueryValue String shop) {
        return new Views.Queued(keeping.ping(owner(caller, shop), id));
    }

    /** What it was told, the latest first. */
    @Get("/{id}/deliveries")
    Page<Told> deliveries(
            Caller caller,
            String id,
            @Nullable @QueryValue String shop,
            @Nullable @QueryValue Telling state,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        int count = Page.limit(limit);
        String before = Ids.isId(cursor) ? cursor : null;
        return Page.of(
                keeping.deliveries(owner(caller, shop), id, before, state, count + 1).stream()
                        .map(Views::told)
                        .toList(),
                count,
                Told::id);
    }

    @Get("/{id}/deliveries/{delivery}/attempts")
    Views.Attempts attempts(Caller caller, String id, String delivery, @Nullable @QueryValue String shop) {
        return new Views.Attempts(keeping.attempts(owner(caller, shop), id, delivery));
    }

    /** Tells the same once more, under the same {@code webhook-id}. */
    @Post("/{id}/deliveries/{delivery}/replay")
    @Status(HttpStatus.ACCEPTED)
    Views.Queued replay(Caller caller, String id, String delivery, @Nullable @QueryValue String shop) {
        return new Views.Queued(keeping.replay(caller.accountId(), owner(caller, shop), id, delivery));
    }
}
