using Microsoft.AspNetCore.Components;

namespace SpineInference.Web.Components;

/// <summary>A part of the page that shows the patient at the bedside and renders itself anew when the patient or what is computed of it
/// changes.</summary>
public abstract class BedsideComponent : ComponentBase, IDisposable
{
    private object? _followed;

    [Inject]
    private protected BedsideSession Session { get; set; } = null!;

    [Inject]
    private protected AnalysisDesk Desk { get; set; } = null!;

    [Inject]
    private protected Catalogue Catalogue { get; set; } = null!;

    /// <summary>Whether the part shows what is computed beside the page.</summary>
    protected virtual bool FollowsAnalysis => false;

    /// <summary>What of it the part shows: nothing else of it renders the part anew.</summary>
    protected virtual object? OfAnalysis => null;

    /// <summary>Whether the part stands around the answer: it is rendered when the answer is on the screen.</summary>
    protected virtual bool IsLater => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Changed -= Renew;
        Session.Shown -= Renew;
        Session.Imagined -= StateHasChanged;
        Desk.Changed -= Follow;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (IsLater)
        {
            Session.Shown += Renew;
        }
        else
        {
            Session.Changed += Renew;
        }

        if (FollowsAnalysis)
        {
            Session.Imagined += StateHasChanged;
            Desk.Changed += Follow;
        }
    }

    /// <summary>Shows the patient as changed: rendered anew, whole where a part does not know better.</summary>
    protected virtual void Renew() => StateHasChanged();

    private void Follow()
    {
        object? now = OfAnalysis;
        if (!Equals(now, _followed))
        {
            _followed = now;
            StateHasChanged();
        }
    }
}
