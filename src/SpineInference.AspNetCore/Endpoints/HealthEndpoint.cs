using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;
using SpineInference.Engine.Inference;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary><c>GET health</c>: asks the model a question and says which model it is.</summary>
internal static class HealthEndpoint
{
    public static Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        new QueryReader(context.Request).ThrowIfFaulty();
        SpineModel model = parts.Model;
        model.Engine.Query(Evidence.None(model.Network));
        return JsonResponse.WriteAsync(context, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "healthy");
            writer.WriteStartObject("model");
            writer.WriteString("version", SpineModel.Version);
            writer.WriteString("hash", model.Hash);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }
}
