using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SpineInference.AspNetCore;
using SpineInference.AspNetCore.CdsHooks;
using SpineInference.AspNetCore.Endpoints;
using SpineInference.AspNetCore.Faults;
using SpineInference.AspNetCore.Fhir;
using SpineInference.AspNetCore.OpenApi;
using SpineInference.AspNetCore.Requests;

// The namespace in which programs look for such methods, by the platform's convention.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the service of SpineInference.</summary>
public static class SpineInferenceEndpoints
{
    /// <summary>Maps <c>diagnose</c>, <c>batch</c>, <c>explain</c>, <c>next</c>, <c>findings</c>, <c>health</c>, <c>openapi.json</c>,
    /// <c>cds-services</c> (CDS Hooks 2.0) and <c>fhir/$nerve-root-risk</c>.</summary>
    /// <param name="endpoints">Where to map; its services must have <c>AddSpineInference</c>.</param>
    /// <param name="prefix">What stands before each of them, such as <c>/spine</c>; nothing unless given.</param>
    /// <param name="model">The name of a registered model; the one without a name unless given.</param>
    /// <returns>All of them, for conventions of your own such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException">SpineInference is not registered.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException"><see cref="SpineInferenceEndpointOptions"/> are faulty; all faults are listed.</exception>
    /// <remarks>
    /// <para>The service keeps nothing: a request is answered and forgotten. It writes nothing of a patient to logs, traces or metrics; queries,
    /// which servers do log, hold what is asked and never what is known of a patient.</para>
    /// <para>It does not ask who is calling: that is for the program to decide.</para>
    /// </remarks>
    public static RouteGroupBuilder MapSpineInference(this IEndpointRouteBuilder endpoints, string prefix = "", string? model = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        ServiceParts parts = ServiceParts.From(endpoints.ServiceProvider, model);
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        Map(group, HttpMethods.Post, "/diagnose", new Guard(parts, "diagnose", DiagnoseEndpoint.HandleAsync));
        Map(group, HttpMethods.Post, "/batch", new Guard(parts, "batch", BatchEndpoint.HandleAsync));
        Map(group, HttpMethods.Post, "/explain", new Guard(parts, "explain", ExplainEndpoint.HandleAsync));
        Map(group, HttpMethods.Post, "/next", new Guard(parts, "next", NextEndpoint.HandleAsync));
        Map(group, HttpMethods.Get, "/findings", new Guard(parts, "findings", FindingsEndpoint.HandleAsync));
        Map(group, HttpMethods.Get, "/health", new Guard(parts, "health", HealthEndpoint.HandleAsync) { IsLimited = false });
        var document = new OpenApiDocument(parts.Model, prefix);
        Map(group, HttpMethods.Get, "/openapi.json", new Guard(parts, "openapi.json", document.HandleAsync) { IsLimited = false });
        MapRecords(group, parts);
        return group;
    }

    // The FHIR SDK finds the types of resources by reflection, which programs compiled ahead of time do not have: there the compiler leaves the
    // first branch out, with the SDK.
    private static void MapRecords(RouteGroupBuilder group, ServiceParts parts)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            Map(group, HttpMethods.Get, "/cds-services", new Guard(parts, "cds-services", CdsServices.ListAsync));
            foreach (CdsService service in CdsServices.All)
            {
                Map(group, HttpMethods.Post, $"/cds-services/{service.Id}", new Guard(parts, $"cds-services/{service.Id}", service.HandleAsync));
            }

            Map(group, HttpMethods.Post, $"/fhir/{FhirOperation.Name}", new Guard(parts, "fhir", FhirOperation.HandleAsync) { WriteProblem = FhirOutcomes.WriteAsync });
        }
        else
        {
            group.Map("/cds-services/{**rest}", new Guard(parts, "cds-services", Refuse).InvokeAsync);
            group.Map("/fhir/{**rest}", new Guard(parts, "fhir", Refuse) { WriteProblem = FhirOutcomes.WriteAsync }.InvokeAsync);
        }

        static Task Refuse(HttpContext context, ServiceParts parts) => throw new ProblemException(Problems.NotInNativeBuild());
    }

    private static void Map(RouteGroupBuilder group, string method, string pattern, Guard guard)
    {
        group.MapMethods(pattern, [method], guard.InvokeAsync);

        // Any other method is told which one it is.
        group.Map(pattern, guard.Allowing(method).InvokeAsync).WithOrder(1);
    }
}
