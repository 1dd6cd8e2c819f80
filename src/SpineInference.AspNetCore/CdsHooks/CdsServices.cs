using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.CdsHooks;

/// <summary>The services that CDS Hooks 2.0 clients discover.</summary>
internal static class CdsServices
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<CdsService> All { get; } =
    [
        new CdsService("nerve-root-patient-view", "patient-view", "When a chart is opened: red flags, which lumbosacral root is injured and by what, and what to ask next."),
        new CdsService("nerve-root-order-select", "order-select", "When an order is chosen: red flags first, the answer so far, and which examination would tell most."),
    ];

    /// <summary><c>GET cds-services</c>: what there is, and which resources each wants.</summary>
    public static Task ListAsync(HttpContext context, ServiceParts parts) => JsonResponse.WriteAsync(context, static writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("services");
        foreach (CdsService service in All)
        {
            writer.WriteStartObject();
            writer.WriteString("hook", service.Hook);
            writer.WriteString("title", "SpineInference: lumbosacral nerve roots");
            writer.WriteString("description", $"{service.Description} Supports a clinician and does not replace one.");
            writer.WriteString("id", service.Id);
            writer.WriteStartObject("prefetch");
            foreach ((string key, string query) in CdsRequest.Prefetch)
            {
                writer.WriteString(key, query);
            }

            writer.WriteEndObject();
            writer.WriteString("usageRequirements", "Reads findings by the codes that SpineInference knows (urn:spineinference:finding, HPO, ICD-10, ICD-10-CM, ICD-10-GM) and those this site has mapped.");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
