package io.jenkins.plugins.ackedge.config;

import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.ReaderWrapper;
import hudson.util.XStream2;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an object from XML and tells it which elements it does not know: XStream drops them, so that a mistyped limit would be
 * none and a mistyped dry run an order. A class has this by a nested class of the name that XStream2 looks for, {@code
 * ConverterImpl}.
 *
 * @param <T> the class that is read
 */
public abstract class StrictXml<T> extends XStream2.PassthruConverter<T> {
    private final Set<String> fields = new HashSet<>();

    protected StrictXml(XStream2 xstream, Class<T> type) {
        super(xstream);
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                    fields.add(field.getName());
                }
            }
        }
    }

    /** @param faults a sentence each, with the element's name first */
    protected abstract void read(T object, List<String> faults);

    @Override
    @SuppressWarnings("unchecked") // it converts this class alone
    public final Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
        List<String> faults = new ArrayList<>();
        Object object = super.unmarshal(new Watched(reader, faults), context);
        if (!faults.isEmpty()) {
            read((T) object, faults);
        }
        return object;
    }

    @Override
    protected final void callback(T object, UnmarshallingContext context) {
        // told above, where the elements are known
    }

    /** Looks at each element of the object, while the usual converter reads it. */
    private final class Watched extends ReaderWrapper {
        private final List<String> faults;
        private int depth;

        Watched(HierarchicalStreamReader reader, List<String> faults) {
            super(reader);
            this.faults = faults;
        }

        @Override
        public void moveDown() {
            super.moveDown();
            if (depth++ == 0 && !fields.contains(getNodeName())) {
                faults.add(getNodeName() + " is not known");
            }
        }

        @Override
        public void moveUp() {
            depth--;
            super.moveUp();
        }
    }
}
