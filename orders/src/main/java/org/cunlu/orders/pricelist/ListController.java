package org.cunlu.orders.pricelist;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Shopper;
import org.cunlu.orders.pricelist.MemberTable.Member;
import org.cunlu.orders.pricelist.PriceList.Item;

/** Price lists of the caller's shops, and members of co-operatives for whom some of them are. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "price lists")
class ListController {
    private static final String CODE = "[0-9A-Za-z._-]{1,32}";
    private static final int ITEMS_MAX = 500;

    private final ListKeeping keeping;

    ListController(ListKeeping keeping) {
        this.keeping = keeping;
    }

    /** See {@link PriceList}. */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 120) String name,
            Shopper.@Nullable Channel channel,
            @Nullable @Pattern(regexp = CODE) String coopCode,
            @NotNull Instant validFrom,
            @NotNull Instant validUntil,
            @NotEmpty @Size(max = ITEMS_MAX) List<@NotNull @Valid Item> items) {
        PriceList list(String id, String seller) {
            return new PriceList(
                    id, seller, name.strip(), channel, coopCode, validFrom, validUntil, PriceList.State.ACTIVE, items);
        }
    }

    /** @param phone by which he signs in */
    @Serdeable
    record Joining(@NotBlank @Size(max = 30) String phone) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Joining";
        }
    }

    /** @param shop may be left out by who has one only */
    @Post("/api/seller/price-lists")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    @Status(HttpStatus.CREATED)
    PriceList make(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Wanted wanted) {
        return keeping.make(caller, shop, key, wanted);
    }

    /** The newest first. */
    @Get("/api/seller/price-lists")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    Page<PriceList> own(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return keeping.own(caller, cursor, Page.limit(limit));
    }

    @Post("/api/seller/price-lists/{listId}/end")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    PriceList end(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String listId) {
        return keeping.end(caller, listId);
    }

    @Post("/api/county/cooperatives/{coopCode}/members")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.CREATED)
    Member join(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Pattern(regexp = CODE) String coopCode,
            @Body @Valid Joining joining) {
        return keeping.join(caller, coopCode, joining.phone());
    }

    @Get("/api/county/cooperatives/{coopCode}/members")
    @Secured("COUNTY_OPERATOR")
    Page<Member> members(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Pattern(regexp = CODE) String coopCode,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return keeping.members(caller, coopCode, cursor, Page.limit(limit));
    }

    /** It is no error when he was none. */
    @Delete("/api/county/cooperatives/{coopCode}/members/{memberId}")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.NO_CONTENT)
    void leave(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Pattern(regexp = CODE) String coopCode,
            @PathVariable @Size(max = 13) String memberId) {
        keeping.leave(caller, coopCode, memberId);
    }
}
