package org.cunlu.accounts.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.NoticeGateway.Delivery;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Phones;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People come in by a provider, and their identities are linked and taken off. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderTest extends ProviderVisits {
    @Test
    void sendsTheBrowserWithEverythingThatBindsTheAnswer() {
        Answer started = begin("gov");
        Map<String, String> asked =
                StandIn.fields(java.net.URI.create(started.text("url")).getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", StandIn.CLIENT)
                .containsEntry("redirect_uri", "https://cunlu.example/back/gov")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(started.text("url")).doesNotContain(started.text("visit"));
        assertThat(door.send("GET", "/api/auth/me", null, null).status()).isEqualTo(401);
        door.post("/api/auth/providers/nowhere/start", null, null).is(404, "not-found");
    }

    @Test
    void anUnknownIdentityBecomesANewAccountByAProvedPhoneAndComesInNextTime() {
        Answer linked = link(ticket("gov"), phone, code(phone), "李四").is(200);
        assertThat(Phones.next(phone, Notices.Kind.IDENTITY_LINKED)).contains("gov");
        assertThat(server.getApplicationContext()
                        .getBean(Consents.class)
                        .given(linked.text("accountId"), Consents.SERVICE))
                .isTrue();
        Answer again = come("gov").is(200);
        assertThat(tokens(again)).containsEntry("accountId", linked.text("accountId"));
        assertThat(again.body()).doesNotContainKey("linkTicket");
        door.get("/api/auth/me", (String) tokens(again).get("accessToken")).is(200);
    }

    @Test
    void neverLinksWithoutTheCodeOfThePhone() {
        String known = door.signUp(phone).text("accountId");
        String ticket = ticket("gov");
        String code = code(phone);
        link(ticket, phone, Phones.otherThan(code), null).is(400, "code-wrong");
        link("A".repeat(43), phone, code, null).is(400, "link-ticket-over");
        assertThat(link(ticket, phone, code, null).is(200).body()).containsEntry("accountId", known);
        link(ticket, phone, code, null).is(400, "link-ticket-over");
    }

    @Test
    void aPersonWithoutAccountGivesHisNameAndTheCodeIsGoodUntilThen() {
        String ticket = ticket("gov");
        String code = code(phone);
        link(ticket, phone, code, null).is(400, "name-needed");
        link(ticket, phone, code, "李四").is(200);
    }

    @Test
    void theSuspendedDoNotComeIn() {
        Answer linked = link(ticket("gov"), phone, code(phone), "李四").is(200);
        accounts().suspend(linked.text("accountId"), "system");
        come("gov").is(403, "account-suspended");
        String other = Door.anyPhone();
        String suspended = door.signUp(other).text("accountId");
        accounts().suspend(suspended, "system");
        subject = "sub-" + UUID.randomUUID();
        link(ticket("gov"), other, code(other), null).is(403, "account-suspended");
    }

    @Test
    void weChatComesInBySameDoor() {
        Answer linked = link(ticket("wechat"), phone, code(phone), "李四").is(200);
        assertThat(tokens(come("wechat").is(200))).containsEntry("accountId", linked.text("accountId"));
        // The same text elsewhere is somebody else.
        assertThat(come("gov").is(200).body()).containsKey("linkTicket");
        standIn.says = "{\"errcode\":40029,\"errmsg\":\"invalid code\"}";
        come("wechat").is(400, "provider-refused");
        standIn.says = "{\"errcode\":40163,\"errmsg\":\"code been used\"}";
        come("wechat").is(400, "provider-refused");
        for (String said : List.of(
                "{\"errcode\":40125,\"errmsg\":\"invalid appsecret\"}",
                "{\"errcode\":-1,\"errmsg\":\"busy\"}",
                "{\"access_token\":\"a\"}",
                "{\"access_token\":\"a\",\"openid\":\"\"}")) {
            standIn.says = said;
            come("wechat").is(503, "provider-unavailable");
        }
    }

    @Test
    void whoWantsItIsToldByWeChatWhatCanWaitAndByPhoneWhatGuardsHimOrWhatWeChatDoesNotTake() {
        Answer linked = link(ticket("wechat"), phone, code(phone), "李四").is(200);
        String account = linked.text("accountId");
        String mine = linked.text("accessToken");
        String notices = "/api/auth/identities/" + identity(mine) + "/notices";
        assertThat(ready(account, phone)).as("not asked for").contains("王家站");
        door.put(notices, Map.of("told", true), door.signUp(Door.anyPhone()).text("accessToken"))
                .is(404, "not-found");
        door.put(notices, Map.of("told", true), mine).is(204);
        assertThat(ready(account, subject)).contains("王家站");
        tell(account, Notices.Kind.PASSWORD_CHANGED);
        Phones.next(phone, Notices.Kind.PASSWORD_CHANGED);
        for (Delivery refusal : List.of(new Delivery.Rejected("unfollowed"), new Delivery.Unavailable("down"))) {
            Phones.refuse(subject, refusal);
            assertThat(ready(account, phone)).as("%s", refusal).contains("王家站");
            Phones.refuse(subject, null);
        }
        assertThat(Phones.at(subject)).as("once, by one of both").isEmpty();
        door.put(notices, Map.of("told", false), mine).is(204);
        assertThat(ready(account, phone)).contains("王家站");
        subject = "sub-" + UUID.randomUUID();
        String other = Door.anyPhone();
        String gov = link(ticket("gov"), other, code(other), "王五").is(200).text("accessToken");
        door.put("/api/auth/identities/" + identity(gov) + "/notices", Map.of("told", true), gov)
                .is(409, "not-told-this-way");
    }

    /** @return what arrived there of a parcel that is ready */
    private String ready(String account, String whom) {
        tell(account, Notices.Kind.PARCEL_READY);
        return Phones.next(whom, Notices.Kind.PARCEL_READY);
    }

    private void tell(String account, Notices.Kind kind) {
        var context = server.getApplicationContext();
        context.getBean(Transactions.class)
                .run(() -> context.getBean(Notices.class)
                        .tell(account, kind, Map.of("station", "王家站", "hours", "48", "until", "12-01")));
    }

    @Test
    void takesAnIdentityOffAndEndsTheOtherSessions() {
        Answer linked = link(ticket("gov"), phone, code(phone), "李四").is(200);
        String other = (String) tokens(come("gov")).get("accessToken");
        String mine = linked.text("accessToken");
        String id = identity(mine);
        Answer stranger = door.signUp(Door.anyPhone());
        String unlink = "/api/auth/identities/" + id + "/unlink";
        door.post(unlink, Map.of("password", Door.PASSWORD), stranger.text("accessToken"))
                .is(404, "not-found");
        door.post(unlink, Map.of(), mine).is(403, "proof-wrong");
        door.post(unlink, Map.of("password", Door.PASSWORD), mine).is(403, "proof-wrong");
        door.post(unlink, Map.of("code", code(phone)), mine).is(400, "code-wrong");
        String proof = door.askCode(phone, "UNLINK");
        door.post(unlink, Map.of("code", Phones.otherThan(proof)), mine).is(400, "code-wrong");
        door.get("/api/auth/me", other).is(200);
        door.post(unlink, Map.of("code", proof), mine).is(204);
        assertThat(Phones.next(phone, Notices.Kind.IDENTITY_UNLINKED)).contains("gov");
        door.get("/api/auth/me", mine).is(200);
        door.get("/api/auth/me", other).is(401, "session-over");
        assertThat(come("gov").is(200).body()).containsKey("linkTicket");
    }

    @Test
    void takesAnIdentityOffByPasswordOrSecondFactor() {
        for (boolean byFactor : List.of(false, true)) {
            subject = "sub-" + UUID.randomUUID();
            phone = Door.anyPhone();
            String accountId = door.signUp(phone).text("accountId");
            String mine = link(ticket("gov"), phone, code(phone), null).is(200).text("accessToken");
            String unlink = "/api/auth/identities/" + identity(mine) + "/unlink";
            door.post(unlink, Map.of("password", "not his own 橙"), mine).is(403, "proof-wrong");
            if (byFactor) {
                var codes = new FreshCodes(server.getApplicationContext());
                codes.enrol(accountId);
                String right = codes.next(accountId);
                door.fresh("POST", unlink, Map.of(), mine, Phones.otherThan(right))
                        .is(403, "second-factor-wrong");
                door.fresh("POST", unlink, Map.of(), mine, right).is(204);
            } else {
                door.post(unlink, Map.of("password", Door.PASSWORD), mine).is(204);
            }
            assertThat(come("gov").is(200).body()).containsKey("linkTicket");
        }
    }

    @Test
    void ofTwoLinksOfOneIdentityAtOnceOneCounts() throws Exception {
        String first = ticket("gov");
        String second = ticket("gov");
        String otherPhone = Door.anyPhone();
        String codeOne = code(phone);
        String codeTwo = code(otherPhone);
        List<Callable<Answer>> both =
                List.of(() -> link(first, phone, codeOne, "甲"), () -> link(second, otherPhone, codeTwo, "乙"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Integer> statuses = threads.invokeAll(both).stream()
                    .map(answer -> {
                        try {
                            return answer.get().status();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.toList());
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
    }

    private String identity(String access) {
        String list = new String(rawGet("/api/auth/identities", access), java.nio.charset.StandardCharsets.UTF_8);
        return list.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    /** A list is no map, as {@link Door} wants one. */
    private byte[] rawGet(String path, String access) {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(
                            java.net.http.HttpRequest.newBuilder(server.getURI().resolve(path))
                                    .header("Authorization", "Bearer " + access)
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
