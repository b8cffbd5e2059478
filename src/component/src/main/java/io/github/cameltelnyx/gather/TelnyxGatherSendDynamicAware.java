/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltelnyx.gather;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.SendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * Lets dynamic endpoints (toD, enrich, wireTap) send to one static endpoint for each operation and set of settings. The
 * values of fields travel with the exchange instead of the URI, so that a value neither makes an endpoint of its own nor
 * occurs in a URI, and is used unchanged. All other options remain in the URI.
 */
@SendDynamic(TelnyxGatherConstants.SCHEME)
public class TelnyxGatherSendDynamicAware extends ServiceSupport implements SendDynamicAware {

    private static final String CALL_CONTROL_ID = "callControlId";
    private static final String FIELD = "field.";
    private static final Pattern SETTING = Pattern.compile("[\\w.:/,-]*");

    private final Map<String, Optional<UriTemplate>> templates = new ConcurrentHashMap<>();
    private CamelContext camelContext;
    private String scheme;

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) {
        UriTemplate template =
                templates.computeIfAbsent(originalUri, this::template).orElse(null);
        Map<String, String> values =
                template == null ? null : template.read(uri).orElse(null);
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        if (values == null) {
            values = optionsOf(uri, template);
        } else {
            boolean objects = values.keySet().stream().anyMatch(option -> option.startsWith(FIELD));
            template.fixed().forEach((option, value) -> {
                // the fields of an object come from one place
                boolean joins = objects && option.startsWith(FIELD);
                (joins ? fields : settings).put(option, joins ? UriTemplate.decoded(value) : value);
            });
        }
        TelnyxGatherOperation operation = operation(uri);
        values.forEach((option, value) -> {
            if (isField(option)) {
                fields.put(option, value);
            } else {
                settings.put(option, checkedSetting(operation, option, value));
            }
        });
        CommandOptions.checkApplicable(operation, fields.keySet());
        return new DynamicAwareEntry(uri, originalUri, settings, fields);
    }

    private Optional<UriTemplate> template(String originalUri) {
        return UriTemplate.parse(EndpointHelper.resolveEndpointUriPropertyPlaceholders(camelContext, originalUri));
    }

    /** @param template null if the names of the options are dynamic, too */
    private static Map<String, String> optionsOf(String uri, UriTemplate template) {
        Map<String, String> options = UriTemplate.options(uri);
        if (template != null && !options.keySet().stream().allMatch(template::has)) {
            throw new IllegalArgumentException(
                    "a value in the URI of a dynamic endpoint sets an option that the URI in "
                            + "the route does not have. Use headers or the body for such values");
        }
        return options;
    }

    private static boolean isField(String option) {
        return option.equals(CALL_CONTROL_ID) || option.startsWith(FIELD) || CommandOptions.isOption(option);
    }

    /** Camel would take such characters for syntax: of a URI, of expressions, or of references to beans. */
    private String checkedSetting(TelnyxGatherOperation operation, String option, String value) {
        EndpointUriFactory known =
                camelContext.getCamelContextExtension().getEndpointUriFactory(TelnyxGatherConstants.SCHEME);
        if (!known.propertyNames().contains(option)) {
            throw new IllegalArgumentException("telnyx-gather:" + operation + " has no option " + option);
        }
        if (!SETTING.matcher(value).matches()) {
            throw new IllegalArgumentException("option " + option + " is a value of " + value.length()
                    + " characters but must consist of letters, digits, and the characters . _ : / , - when an "
                    + "expression in the URI gives it");
        }
        return value;
    }

    private static TelnyxGatherOperation operation(String uri) {
        return TelnyxGatherOperation.parse(
                StringHelper.after(URISupport.stripQuery(uri), ":", "").replaceFirst("^//", ""));
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) {
        String options = entry.getProperties().entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        return scheme + ":" + operation(entry.getUri()) + (options.isEmpty() ? "" : "?" + options);
    }

    /** Reads the fields now, as an exception of the processor would not keep Camel from sending. */
    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) throws IOException {
        DynamicOptions options =
                DynamicOptions.read(operation(entry.getUri()), entry.getLenientProperties(), camelContext);
        return options::travelWith;
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return DynamicOptions::forget;
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
