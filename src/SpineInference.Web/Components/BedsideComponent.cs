using Microsoft.AspNetCore.Components;

namespace SpineInference.Web.Components;

/// <summary>A part of the page that shows the patient at the bedside and renders itself anew when the patient or what is computed of it
/// changes.</summary>
public abstract class BedsideComponent : ComponentBase, IDisposable
{
    [Inject]
    private protected BedsideSession Session { get; set; } = null!;

    [Inject]
    private protected AnalysisDesk Desk { get; set; } = null!;

    [Inject]
    private protected Catalogue Catalogue { get; set; } = null!;

    /// <summary>Whether the part shows what is computed beside the page.</summary>
    protected virtual bool FollowsAnalysis => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Changed -= StateHasChanged;
        Session.Imagined -= StateHasChanged;
        Desk.Changed -= StateHasChanged;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Session.Changed += StateHasChanged;
        if (FollowsAnalysis)
        {
            Session.Imagined += StateHasChanged;
            Desk.Changed += StateHasChanged;
        }
    }
}
