using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;
using SpineInference.Knowledge;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary><c>GET findings</c>: the findings a patient may be described by, all or those that words mean.</summary>
internal static class FindingsEndpoint
{
    public static Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        var query = new QueryReader(context.Request, "words", "category", "of");
        string? words = query.Text("words");
        string? category = query.Choice("category", [.. FindingCategories.All.Select(static c => c.Id)]);
        string? of = query.Choice("of", "leg", "patient");
        query.ThrowIfFaulty();
        DescribedFinding[] found =
        [
            .. (string.IsNullOrWhiteSpace(words) ? parts.Model.DescribedFindings : Meant(parts.Model, words))
                .Where(f => (category is null || f.Category.Id == category) && (of is null || f.IsOfLeg == (of == "leg"))),
        ];
        return JsonResponse.WriteAsync(context, writer => FindingsJson.Write(writer, found));
    }

    // The best first.
    private static IEnumerable<DescribedFinding> Meant(SpineModel model, string words)
    {
        Dictionary<string, DescribedFinding> byId = model.DescribedFindings.ToDictionary(static f => f.Id, StringComparer.Ordinal);
        return model.FindFindings(words).Select(m => byId[m.Id]);
    }
}
