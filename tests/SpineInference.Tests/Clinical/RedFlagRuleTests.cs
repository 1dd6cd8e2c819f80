
namespace SpineInference.Tests.Clinical;

/// <summary>Each published pathway, as a patient it is made for and one it is not made for.</summary>
public class RedFlagRuleTests
{
    [Theory]
    [InlineData("""{"age":52,"left":{"present":["walking-or-driving-impossible"]},"right":{"present":["walking-or-driving-impossible"]},"present":["sudden-onset","low-back-pain"]}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":47,"left":{"present":["foot-drop"]},"right":{"present":["foot-drop"]},"present":["sudden-onset"]}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":47,"left":{"present":["foot-drop"]},"right":{"present":["foot-drop"]}}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"values":{"left.quadriceps-strength":"severely-weak","right.quadriceps-strength":"severely-weak"}}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"values":{"left.quadriceps-strength":"weak","right.quadriceps-strength":"weak"},"present":["sudden-onset"]}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"left":{"present":["foot-drop"]},"values":{"right.tibialis-anterior-strength":"severely-weak"}}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"present":["foot-drop","both-legs"]}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"left":{"present":["worsening-weakness"]},"right":{"present":["worsening-weakness"]}}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"uncertain":{"left.foot-drop":2,"right.foot-drop":1.5}}""", "severe-weakness-both-legs", "emergency")]
    [InlineData("""{"age":55,"present":["progressive-weakness-both-legs"]}""", "progressive-weakness-both-legs", "emergency")]
    [InlineData("""{"age":45,"left":{"present":["leg-weakness","leg-pain"]},"right":{"present":["leg-weakness","leg-pain"]},"present":["low-back-pain"],"values":{"duration":"under-6-weeks","left.patellar-reflex":"absent","right.patellar-reflex":"reduced"}}""", "weakness-with-lost-reflexes", "emergency")]
    [InlineData("""{"age":45,"values":{"duration":"under-6-weeks","left.tibialis-anterior-strength":"weak","right.tibialis-anterior-strength":"weak","left.achilles-reflex":"absent","right.achilles-reflex":"absent"}}""", "weakness-with-lost-reflexes", "emergency")]
    [InlineData("""{"age":35,"present":["sciatica-of-both-legs-new"]}""", "cauda-equina-threatened", "emergency")]
    [InlineData("""{"age":35,"left":{"present":["pain-below-knee"]},"right":{"present":["pain-below-knee"]},"present":["sudden-onset","low-back-pain"]}""", "cauda-equina-threatened", "emergency")]
    [InlineData("""{"age":35,"left":{"present":["pain-below-knee"]},"right":{"present":["pain-below-knee"]},"present":["low-back-pain"]}""", "bilateral-sciatica", "same-day")]
    [InlineData("""{"age":35,"present":["altered-voiding"]}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":35,"present":["post-void-residual-over-200-ml"]}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":35,"present":["rectal-fullness-lost"]}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":35,"present":["urinary-incontinence","bladder-or-bowel-signs-new"]}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":35,"present":["sexual-dysfunction-new"],"left":{"present":["pain-below-knee"]}}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":35,"present":["sexual-dysfunction-new","low-back-pain"]}""", "bladder-or-bowel-signs", "same-day")]
    [InlineData("""{"age":35,"present":["urinary-incontinence","sudden-onset","low-back-pain"],"left":{"present":["pain-below-knee"]}}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":35,"present":["urinary-incontinence","low-back-pain"]}""", "bladder-or-bowel-signs", "same-day")]
    [InlineData("""{"age":35,"left":{"present":["sensation.saddle"]},"right":{"absent":["sensation.saddle"]},"absent":["urinary-retention","urinary-incontinence","bowel-incontinence"]}""", "bladder-or-bowel-signs", "same-day")]
    [InlineData("""{"age":35,"left":{"present":["sensation.saddle"]},"right":{"absent":["sensation.saddle"]},"absent":["urinary-retention"]}""", "cauda-equina", "emergency")]
    [InlineData("""{"age":54,"left":{"present":["foot-drop"]}}""", "severe-weakness", "same-day")]
    [InlineData("""{"age":54,"values":{"left.gastrocnemius-strength":["weak","severely-weak"]}}""", "severe-weakness", "same-day")]
    [InlineData("""{"age":54,"present":["foot-drop"]}""", "severe-weakness", "same-day")]
    [InlineData("""{"age":54,"left":{"present":["foot-drop","weakness-long-standing"]}}""", "severe-weakness-old", "urgent")]
    [InlineData("""{"age":54,"left":{"present":["walking-or-driving-impossible"]}}""", "cannot-walk", "same-day")]
    [InlineData("""{"age":54,"left":{"present":["worsening-weakness"]}}""", "worsening-weakness", "urgent")]
    [InlineData("""{"age":54,"present":["babinski-sign"]}""", "upper-motor-neuron", "same-day")]
    [InlineData("""{"age":54,"left":{"present":["clonus"]}}""", "upper-motor-neuron", "same-day")]
    [InlineData("""{"age":54,"left":{"present":["brisk-reflexes"]},"present":["wide-based-gait"]}""", "upper-motor-neuron", "same-day")]
    [InlineData("""{"age":54,"present":["fever","low-back-pain"]}""", "infection", "same-day")]
    [InlineData("""{"age":54,"present":["fever"],"absent":["low-back-pain"],"left":{"present":["leg-weakness"]}}""", "infection", "same-day")]
    [InlineData("""{"age":54,"present":["immune-suppression","low-back-pain"]}""", "infection", "same-day")]
    [InlineData("""{"age":54,"present":["intravenous-drug-use","low-back-pain"]}""", "infection", "same-day")]
    [InlineData("""{"age":54,"present":["recent-spinal-procedure"],"left":{"present":["foot-drop"]}}""", "infection", "same-day")]
    [InlineData("""{"age":54,"present":["cancer-history"],"absent":["low-back-pain"],"left":{"present":["sensation.lateral-calf"]}}""", "tumour", "same-day")]
    [InlineData("""{"age":54,"present":["cancer-history","thoracic-pain"],"absent":["low-back-pain"]}""", "tumour", "same-day")]
    [InlineData("""{"age":54,"present":["cancer-history","unexplained-weight-loss"],"absent":["low-back-pain"]}""", "tumour", "same-day")]
    [InlineData("""{"age":54,"present":["cancer-history","unremitting-night-pain"],"left":{"present":["leg-weakness"]}}""", "tumour-with-neurological-signs", "emergency")]
    [InlineData("""{"age":54,"present":["cancer-history","night-pain","low-back-pain"],"left":{"present":["leg-weakness"]}}""", "tumour-with-neurological-signs", "emergency")]
    [InlineData("""{"age":54,"present":["cancer-history","night-pain","low-back-pain"]}""", "tumour", "same-day")]
    [InlineData("""{"age":54,"present":["cancer-history","low-back-pain"]}""", "infection-or-tumour", "urgent")]
    [InlineData("""{"age":54,"present":["epidural-abscess-seen"]}""", "epidural-abscess-on-image", "emergency")]
    [InlineData("""{"age":54,"present":["spinal-infection-seen"],"left":{"present":["leg-weakness"]}}""", "epidural-abscess-on-image", "emergency")]
    [InlineData("""{"age":54,"present":["spinal-infection-seen"]}""", "infection-on-image", "same-day")]
    [InlineData("""{"age":70,"present":["epidural-haematoma-seen"],"left":{"present":["leg-weakness"]}}""", "haematoma-in-the-canal-on-image", "emergency")]
    [InlineData("""{"age":70,"present":["epidural-haematoma-seen"]}""", "haematoma-in-the-canal-without-signs-on-image", "same-day")]
    [InlineData("""{"age":70,"left":{"present":["psoas-haematoma-seen"]}}""", "haematoma-of-the-psoas-on-image", "same-day")]
    [InlineData("""{"age":54,"present":["vertebral-tumour-seen"],"left":{"present":["sensation.lateral-calf"]}}""", "metastasis-on-image-with-neurological-signs", "emergency")]
    [InlineData("""{"age":54,"present":["vertebral-tumour-seen"]}""", "tumour-of-a-vertebra-on-image", "same-day")]
    [InlineData("""{"age":54,"present":["canal-tumour-seen"]}""", "tumour-in-the-canal-on-image", "urgent")]
    [InlineData("""{"age":54,"values":{"vertebral-fracture-seen":"fresh"},"left":{"present":["foot-weakness"]}}""", "fracture-on-image-with-neurological-signs", "same-day")]
    [InlineData("""{"age":54,"values":{"vertebral-fracture-seen":"fresh"}}""", "fracture-on-image", "urgent")]
    [InlineData("""{"age":54,"present":["spinal-infection-seen","fever","low-back-pain"]}""", "infection", "same-day")]
    [InlineData("""{"age":54,"present":["significant-trauma"]}""", "fracture", "same-day")]
    [InlineData("""{"age":78,"present":["recent-trauma","sudden-onset","low-back-pain"],"absent":["significant-trauma"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":58,"present":["recent-trauma","osteoporosis","low-back-pain"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":58,"present":["recent-trauma","long-term-steroids","low-back-pain"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":72,"left":{"present":["leg-pain","cool-or-discoloured-skin","sensation.foot","foot-weakness"]},"present":["sudden-onset","pulses-abnormal"],"absent":["low-back-pain"]}""", "acute-limb-ischaemia", "emergency")]
    [InlineData("""{"age":72,"left":{"present":["sudden-cold-leg"]}}""", "acute-limb-ischaemia", "emergency")]
    [InlineData("""{"age":72,"left":{"present":["leg-pulseless","leg-weakness"]},"present":["sudden-onset"]}""", "acute-limb-ischaemia", "emergency")]
    [InlineData("""{"age":72,"left":{"present":["ischaemic-rest-pain"]},"values":{"ankle-brachial-index":0.35}}""", "limb-threatening-ischaemia", "same-day")]
    [InlineData("""{"age":72,"left":{"present":["foot-pain"]},"present":["night-pain"],"values":{"ankle-brachial-index":0.35}}""", "limb-threatening-ischaemia", "same-day")]
    [InlineData("""{"age":66,"present":["sudden-onset","low-back-pain","pulses-abnormal"]}""", "aortic-aneurysm", "emergency")]
    [InlineData("""{"age":50,"present":["sudden-onset","low-back-pain","known-aortic-aneurysm"]}""", "aortic-aneurysm", "emergency")]
    [InlineData("""{"age":50,"left":{"present":["calf-swollen"]}}""", "deep-vein-thrombosis", "same-day")]
    [InlineData("""{"age":50,"present":["anticoagulation","sudden-onset"],"left":{"present":["leg-weakness"]},"right":{"present":["leg-weakness"]}}""", "spinal-haematoma", "emergency")]
    [InlineData("""{"age":72,"values":{"left.ischaemic-rest-pain":"present","ankle-brachial-index":1.0}}""", "limb-threatening-ischaemia", "same-day")]
    [InlineData("""{"age":70,"left":{"present":["leg-pulseless","foot-weakness","sensation.foot"]}}""", "pulseless-leg-with-deficit", "same-day")]
    [InlineData("""{"age":70,"left":{"present":["leg-pulseless","sensation.foot","foot-weakness"]},"values":{"duration":"under-6-weeks"}}""", "acute-limb-ischaemia", "emergency")]
    [InlineData("""{"age":40,"values":{"course":"worse","duration":"under-6-weeks","left.tibialis-anterior-strength":"weak","right.tibialis-anterior-strength":"weak"}}""", "progressive-weakness-both-legs", "emergency")]
    [InlineData("""{"age":60,"left":{"present":["heel-raise-impaired"]},"right":{"present":["heel-raise-impaired"]},"present":["sudden-onset","low-back-pain"],"values":{"course":"worse"}}""", "progressive-weakness-both-legs", "emergency")]
    [InlineData("""{"age":60,"left":{"present":["leg-weakness"]},"values":{"course":"worse"},"present":["sudden-onset"]}""", "rapid-weakness", "same-day")]
    [InlineData("""{"age":72,"present":["long-term-steroids","sudden-onset","low-back-pain"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":66,"present":["osteoporosis","lifting","low-back-pain"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":78,"present":["sudden-onset","low-back-pain"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":80,"present":["recent-trauma"],"absent":["low-back-pain"],"left":{"present":["pain.groin","hip-rotation-painful"]}}""", "hip-fracture", "same-day")]
    [InlineData("""{"age":50,"present":["fever"],"absent":["low-back-pain"],"left":{"present":["hip-rotation-painful"]}}""", "infected-joint", "same-day")]
    [InlineData("""{"age":30,"present":["intravenous-drug-use"],"left":{"present":["pain.groin"]}}""", "infected-joint", "same-day")]
    [InlineData("""{"age":79,"present":["known-aortic-aneurysm","sudden-onset"],"left":{"present":["pain.groin"]}}""", "aortic-aneurysm", "emergency")]
    [InlineData("""{"age":70,"present":["anticoagulation","sudden-onset","low-back-pain"],"left":{"present":["leg-weakness"]}}""", "spinal-haematoma", "emergency")]
    [InlineData("""{"age":70,"present":["anticoagulation","recent-spinal-procedure"],"left":{"present":["leg-weakness"]}}""", "spinal-haematoma", "emergency")]
    [InlineData("""{"age":70,"present":["anticoagulation"],"values":{"left.iliopsoas-strength":"weak"}}""", "bleeding-at-the-hip", "same-day")]
    [InlineData("""{"age":60,"present":["cancer-history","low-back-pain"],"left":{"present":["leg-weakness"]},"right":{"present":["leg-weakness"]}}""", "tumour-with-neurological-signs", "emergency")]
    [InlineData("""{"age":60,"present":["immune-suppression","low-back-pain"],"values":{"duration":"over-12-weeks","course":"unchanged"}}""", "infection-or-tumour", "urgent")]
    [InlineData("""{"age":40,"present":["thoracic-pain"]}""", "thoracic-pain", "urgent")]
    [InlineData("""{"age":40,"present":["thoracic-pain"],"absent":["fever","cancer-history","night-pain"]}""", "thoracic-pain", "urgent")]
    [InlineData("""{"age":58,"present":["thoracic-pain"],"absent":["recent-trauma","cancer-history","unexplained-weight-loss","fever","immune-suppression","intravenous-drug-use","osteoporosis","long-term-steroids","night-pain"]}""", "thoracic-pain", "urgent")]
    [InlineData("""{"age":40,"present":["thoracic-pain"],"absent":["recent-trauma","cancer-history","unexplained-weight-loss","fever","immune-suppression","intravenous-drug-use","osteoporosis","long-term-steroids","night-pain"],"values":{"course":"worse"}}""", "thoracic-pain", "urgent")]
    [InlineData("""{"age":40,"present":["thoracic-pain","night-pain"]}""", "infection-or-tumour", "urgent")]
    [InlineData("""{"age":40,"present":["thoracic-pain","unexplained-weight-loss"],"absent":["low-back-pain"]}""", "infection-or-tumour", "urgent")]
    [InlineData("""{"age":74,"present":["thoracic-pain"],"absent":["recent-trauma","cancer-history","unexplained-weight-loss","fever","immune-suppression","intravenous-drug-use","osteoporosis","long-term-steroids","night-pain"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":52,"present":["thoracic-pain","osteoporosis"]}""", "fragility-fracture", "urgent")]
    [InlineData("""{"age":62,"present":["thoracic-pain","lifting"]}""", "fragility-fracture", "urgent")]
    public void Patient_TheRuleIsMadeFor_IsFlagged(string patient, string rule, string urgency)
    {
        Diagnosis diagnosis = Read(patient).Diagnose();
        Assert.Contains(diagnosis.RedFlags, f => f.Id == rule && f.Urgency.Id == urgency);
        Assert.Equal(diagnosis.RedFlags.Max(static f => f.Urgency), diagnosis.Urgency);
        Assert.Equal(diagnosis.RedFlags.OrderByDescending(static f => f.Urgency).Select(static f => f.Id), diagnosis.RedFlags.Select(static f => f.Id));
    }

    [Theory]
    [InlineData("""{"age":60,"present":["urinary-incontinence","bladder-or-bowel-signs-long-standing","low-back-pain"],"left":{"present":["pain-below-knee"]}}""")]
    [InlineData("""{"age":60,"present":["urinary-retention","bladder-or-bowel-signs-long-standing"]}""")]
    [InlineData("""{"age":60,"present":["urinary-incontinence"],"left":{"present":["foot-pain","first-step-pain"]}}""")]
    [InlineData("""{"age":60,"complaint":"foot-only","present":["urinary-incontinence"]}""")]
    [InlineData("""{"age":60,"present":["neurogenic-claudication-history","both-legs","low-back-pain"],"left":{"present":["pain-below-knee"]},"right":{"present":["pain-below-knee"]}}""")]
    [InlineData("""{"age":60,"values":{"left.quadriceps-strength":"weak","right.quadriceps-strength":"weak"}}""")]
    [InlineData("""{"age":60,"left":{"present":["leg-weakness"]},"right":{"present":["leg-weakness"]},"values":{"duration":"over-12-weeks","left.achilles-reflex":"absent","right.achilles-reflex":"absent"}}""")]
    [InlineData("""{"age":60,"left":{"present":["leg-weakness"]},"right":{"present":["leg-weakness"]},"values":{"duration":"under-6-weeks","left.achilles-reflex":"reduced","right.achilles-reflex":"reduced"}}""")]
    [InlineData("""{"age":60,"left":{"present":["leg-weakness"]},"values":{"duration":"under-6-weeks","left.achilles-reflex":"absent","right.achilles-reflex":"absent"}}""")]
    [InlineData("""{"age":70,"left":{"present":["foot-weakness"],"absent":["psoas-haematoma-seen"]},"absent":["epidural-haematoma-seen"]}""")]
    [InlineData("""{"age":60,"left":{"present":["brisk-reflexes"]}}""")]
    [InlineData("""{"age":60,"present":["immune-suppression"]}""")]
    [InlineData("""{"age":60,"present":["anticoagulation","sudden-onset"]}""")]
    [InlineData("""{"age":60,"present":["known-aortic-aneurysm"]}""")]
    [InlineData("""{"age":50,"present":["recent-trauma","low-back-pain"]}""")]
    [InlineData("""{"present":["recent-trauma","low-back-pain"]}""")]
    [InlineData("""{"age":72,"values":{"ankle-brachial-index":0.35}}""")]
    [InlineData("""{"age":60,"uncertain":{"left.foot-drop":0.5,"urinary-retention":1}}""")]
    [InlineData("""{"age":60,"absent":["urinary-retention","foot-drop","fever","sudden-cold-leg"]}""")]
    [InlineData("""{"age":60,"left":{"present":["pain-below-knee"]},"right":{"present":["pain-below-knee"]},"present":["low-back-pain"],"values":{"duration":"over-12-weeks","course":"unchanged"}}""")]
    [InlineData("""{"age":60,"values":{"course":"worse","left.tibialis-anterior-strength":"weak","right.tibialis-anterior-strength":"weak"}}""")]
    [InlineData("""{"age":70,"left":{"present":["leg-pulseless","sensation.foot"]},"values":{"duration":"over-12-weeks","course":"unchanged"}}""")]
    [InlineData("""{"age":50,"present":["sudden-onset","low-back-pain"]}""")]
    [InlineData("""{"age":80,"left":{"present":["pain.groin","hip-rotation-painful"]},"absent":["low-back-pain"]}""")]
    [InlineData("""{"age":70,"present":["anticoagulation"],"left":{"present":["pain.groin"]}}""")]
    [InlineData("""{"age":40,"present":["thoracic-pain","low-back-pain"],"absent":["recent-trauma","cancer-history","unexplained-weight-loss","fever","immune-suppression","intravenous-drug-use","osteoporosis","long-term-steroids","night-pain"]}""")]
    [InlineData("""{"age":40,"absent":["thoracic-pain"]}""")]
    public void Patient_TheRuleIsNotMadeFor_IsNotFlagged(string patient) => Assert.Empty(Read(patient).RedFlags);

    [Fact]
    public void ThoracicPainAlone_AsksForWhatStandsBesideIt_AndDoesNotDemandLaboratoryAndImaging()
    {
        Diagnosis alone = Read("""{"age":40,"present":["thoracic-pain"]}""").Diagnose();
        RedFlag flag = Assert.Single(alone.RedFlags);
        Assert.Equal("thoracic-pain", flag.Id);
        Assert.StartsWith("ask for", flag.Action, StringComparison.Ordinal);
        Assert.Contains(alone.UnaskedRedFlags, static q => q.Rule == "infection-or-tumour" && q.Findings.Contains("unexplained-weight-loss"));

        // Beside a stronger rule it says nothing more.
        Assert.DoesNotContain(Read("""{"age":40,"present":["thoracic-pain","night-pain"]}""").Diagnose().RedFlags, static f => f.Id == "thoracic-pain");
    }

    [Fact]
    public void EveryRule_FiresForSomePatientOfTheseTests()
    {
        IEnumerable<string> fired = typeof(RedFlagRuleTests).GetMethod(nameof(Patient_TheRuleIsMadeFor_IsFlagged))!
            .GetCustomAttributesData().Where(static a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(static a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[1].Value!);
        Assert.Empty(RedFlagRule.All.Select(static r => r.Id).Except(fired));
    }

    private static Patient Read(string json) =>
        PatientJson.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(json), "test").Patient;
}
