package commuter.system.support;

import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads Strapi's rows through its standard REST API, independently of the pipeline. */
public final class StrapiReader {
    private static final int PAGE = 1_000;

    private final Pipeline pipeline;

    public StrapiReader(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** All passengers of a reservoir, in any status. */
    public List<Passenger> rows(ReservoirId reservoir) throws IOException {
        List<Passenger> rows = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer = Http.get(url(reservoir, page), pipeline.strapiToken());
            answer.path("data").forEach(row -> rows.add(Json.MAPPER.treeToValue(row, Passenger.class)));
            pages = answer.path("meta").path("pagination").path("pageCount").asInt(1);
        }
        return rows;
    }

    private String url(ReservoirId reservoir, int page) {
        return pipeline.url(Port.STRAPI) + "/api/active-passengers?sort=passenger_id"
                + "&pagination%5Bpage%5D=" + page
                + "&pagination%5BpageSize%5D=" + PAGE
                + "&filters%5Breservoir%5D%5B%24eq%5D="
                + URLEncoder.encode(reservoir.toString(), StandardCharsets.UTF_8);
    }
}
