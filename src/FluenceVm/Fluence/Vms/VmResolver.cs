using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Fluence.Vms;

/// <summary>Finds the VMs that a user named, with one list for all that were not given as objects.</summary>
internal static class VmResolver
{
    /// <summary>The VMs, each once, in the order in which they were named.</summary>
    /// <param name="references">What the user named.</param>
    /// <param name="client">Lists where a reference is only a text.</param>
    /// <param name="cmdlet">The cmdlet's name, for the message about an ambiguous name.</param>
    /// <param name="failed">Takes the error of a reference that is not a VM, or more than one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<IReadOnlyList<Vm>> ResolveAsync(
        IReadOnlyCollection<Reference> references,
        IFluenceClient client,
        string cmdlet,
        Action<CmdletException> failed,
        CancellationToken cancellationToken)
    {
        var texts = references.Where(reference => reference.Item is null).ToList();
        var known = texts.Count == 0 ? null : await ListAsync(texts, client, cancellationToken);

        var found = new List<Vm>(references.Count);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in references)
        {
            var matches = reference.Item is Vm given ? [given] : known!.Find(reference);
            if (matches.Count != 1)
            {
                failed(NotOne(reference, matches, cmdlet));
            }
            else if (seen.Add(matches[0].Id))
            {
                found.Add(matches[0]);
            }
        }
        return found;
    }

    /// <summary>The one VM that is meant.</summary>
    /// <param name="reference">What the user named.</param>
    /// <param name="client">Lists if the reference is only a text.</param>
    /// <param name="cmdlet">The cmdlet's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CmdletException">It isn't there, or its name is that of several.</exception>
    public static async Task<Vm> ResolveOneAsync(
        Reference reference, IFluenceClient client, string cmdlet, CancellationToken cancellationToken)
    {
        CmdletException? error = null;
        var found = await ResolveAsync([reference], client, cmdlet, failure => error = failure, cancellationToken);
        return error is null ? found[0] : throw error;
    }

    /// <summary>A VM's name and id for a sentence; the id alone if the VM can't be read.</summary>
    /// <param name="id">The VM's id.</param>
    /// <param name="client">Lists it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<string> DescribeAsync(string id, IFluenceClient client, CancellationToken cancellationToken)
    {
        var text = id;
        try
        {
            await client.ListVmsAsync(new VmFilter { Ids = [id] }, vm => text = vm.ToString(), cancellationToken);
        }
        catch (FluenceApiException)
        {
            // The id names it as well.
        }
        return text;
    }

    private static CmdletException NotOne(Reference reference, List<Vm> matches, string cmdlet)
    {
        if (matches.Count == 0)
        {
            return WildcardPattern.ContainsWildcardCharacters(reference.Text)
                ? CmdletException.VmWildcard(reference.Text, cmdlet)
                : CmdletException.VmNotFound(reference.Text);
        }
        return string.Equals(matches[0].Name, reference.Text, StringComparison.OrdinalIgnoreCase)
            ? CmdletException.VmNameAmbiguous(reference.Text, matches.Count, cmdlet)
            : CmdletException.VmIdAmbiguous(reference.Text, matches.Count);
    }

    private static async Task<KnownVms> ListAsync(
        List<Reference> texts, IFluenceClient client, CancellationToken cancellationToken)
    {
        var wanted = new ReferenceFilter(texts);
        var found = new List<Vm>();
        var filter = new VmFilter
        {
            Ids = texts.TrueForAll(reference => reference.IsVmId) ? texts.ConvertAll(reference => reference.Text) : [],
        };
        await client.ListVmsAsync(
            filter,
            vm =>
            {
                if (wanted.Matches(vm))
                {
                    found.Add(vm);
                }
            },
            cancellationToken);
        return new KnownVms(found);
    }

    /// <summary>The VMs that were listed, by what a user may call them.</summary>
    private sealed class KnownVms(List<Vm> vms)
    {
        private readonly ILookup<string, Vm> _byId = vms.ToLookup(vm => vm.Id, StringComparer.OrdinalIgnoreCase);
        private readonly ILookup<string, Vm> _byName = vms.ToLookup(vm => vm.Name ?? vm.Id, StringComparer.OrdinalIgnoreCase);

        /// <summary>Those of an id or a name; if there are none, those whose id begins so.</summary>
        public List<Vm> Find(Reference reference)
        {
            var exact = _byId[reference.Text].Union(_byName[reference.Text]).ToList();
            return exact.Count > 0 || !reference.MayBeginVmId
                ? exact
                : vms.FindAll(vm => vm.Id.StartsWith(reference.Text, StringComparison.OrdinalIgnoreCase));
        }
    }
}
