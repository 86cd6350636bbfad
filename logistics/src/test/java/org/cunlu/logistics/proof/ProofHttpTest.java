package org.cunlu.logistics.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.media.PictureKind;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The doors for photos, as a scanner's app and a page meet them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofHttpTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PASSWORD = "kx93-mrt 忠橙";

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    Accounts accounts;

    @Inject
    Work work;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void aPhotoGoesInWithAScanAndComesOutForThoseItConcerns() throws Exception {
        work.at(6, 0);
        String keeper = token(Role.STATION_KEEPER, Scope.Kind.NODE, VILLAGE11);
        byte[] file = file();
        var sent = body(send(upload(file, "image/png", VILLAGE11), keeper), 201);
        String id = (String) sent.get("photoId");
        assertThat(body(send(upload(file, "application/octet-stream", VILLAGE11), keeper), 201))
                .isEqualTo(sent);

        var booked = work.book(VILLAGE11);
        var scan = Map.of(
                "scanId",
                work.ids.next(),
                "scanner",
                "gun-7",
                "kind",
                ScanKind.PACK,
                "node",
                VILLAGE11,
                "parcel",
                booked.barcode(),
                "photoId",
                id);
        var answer = HttpRequest.newBuilder(server.getURI().resolve("/api/station/scans"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of("scans", java.util.List.of(scan)))));
        assertThat(new String(send(answer, keeper).body())).contains("APPLIED");

        var seen = send(get("/api/station/photos/" + id), keeper);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(seen.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(PictureKind.of(seen.body())).contains(PictureKind.JPEG);

        String dispatcher = token(Role.DISPATCHER, Scope.Kind.SUBTREE, HUB);
        assertThat(send(get("/api/dispatch/photos/" + id), dispatcher).body()).isEqualTo(seen.body());
        assertThat(new String(send(get("/api/dispatch/photos?of=" + booked.barcode()), dispatcher)
                        .body()))
                .contains(id)
                .contains("PACK");

        String other = token(Role.STATION_KEEPER, Scope.Kind.NODE, VILLAGE21);
        assertThat(body(send(get("/api/station/photos/" + id), other), 404)).containsEntry("code", "not-found");
        assertThat(body(send(upload(file, "image/png", VILLAGE11), other), 404)).containsEntry("code", "not-found");
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItSaysItIs() throws Exception {
        String keeper = token(Role.STATION_KEEPER, Scope.Kind.NODE, VILLAGE11);
        byte[] script = "<html><script>alert(1)</script>".getBytes();
        assertThat(body(send(upload(script, "image/png", VILLAGE11), keeper), 415))
                .containsEntry("code", "picture-kind-unknown");
        assertThat(body(send(upload(new byte[2 * 1024 * 1024 + 1], "image/jpeg", VILLAGE11), keeper), 413))
                .containsEntry("code", "picture-too-large");
        assertThat(send(upload(file(), "image/svg+xml", VILLAGE11), keeper).statusCode())
                .isEqualTo(415);
    }

    private static byte[] file() throws Exception {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, ThreadLocalRandom.current().nextInt());
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private HttpRequest.Builder upload(byte[] file, String type, String node) {
        return HttpRequest.newBuilder(server.getURI().resolve("/api/station/photos?node=" + node))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(file));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(server.getURI().resolve(path)).GET();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String token) throws Exception {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> body(HttpResponse<byte[]> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
        return json.readValue(answer.body(), Map.class);
    }

    private String token(Role role, Scope.Kind kind, String value) throws Exception {
        String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String account = accounts.register(phone, PASSWORD, "张三丰");
        accounts.grant(account, new Grant(role, new Scope(kind, value)), "system");
        var signIn = HttpRequest.newBuilder(server.getURI().resolve("/api/auth/sign-in"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of("phone", phone, "password", PASSWORD))));
        return (String) body(send(signIn, null), 200).get("accessToken");
    }
}
