package io.jenkins.plugins.ackedge.scaleout;

import java.util.List;
import java.util.Optional;

/** The routes there are. */
public final class Routes {
    private static final List<Route> ALL = List.of(new ScaleOutClusterRoute(), new NodePoolRoute(), new EnsRoute());

    private Routes() {}

    /** The route that is taken where nobody chose one. */
    public static Route standard() {
        return ALL.get(0);
    }

    /** The route of that name; the standard one for null and blank. */
    public static Optional<Route> find(String via) {
        if (via == null || via.isBlank()) {
            return Optional.of(standard());
        }
        return ALL.stream().filter(r -> r.name().equals(via.trim())).findFirst();
    }

    public static List<Route> all() {
        return ALL;
    }
}
