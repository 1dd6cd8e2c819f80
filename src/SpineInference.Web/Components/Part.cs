using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SpineInference.Web.Components;

/// <summary>A part of a component that can be rendered anew by itself, while the rest stands.</summary>
public sealed class Part : ComponentBase
{
    /// <summary>What it shows.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Renders it anew.</summary>
    public void Renew() => StateHasChanged();

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
