# The cases of the suite that can't apply to generation Cloud, by their full names, each with its own reason. run.ps1 runs them all
# the same: one that passes is named without need and fails the run, and so does a name that no case has.
@{
    'Find-FluenceOffer.holds to a CPU' = 'the service has CPUs of one manufacturer there, so that asking for it leaves nothing out'
    'Find-FluenceOffer.holds to a disk' = 'new disks are NVMe there, and asking for another type is an error'
    'Find-FluenceOffer.holds to a memory' = 'the service does not say what kind of memory a VM has there, and asking for one is an error'
    'Find-FluenceOffer.knows what was ordered meanwhile' = 'the service says that there is a place there, not how many'
    "Get-FluenceEstimate.hands on the service's text" = 'the client itself finds the cluster there, so the refusal is its own'
    'Get-FluenceEstimate.takes one half of a kind of memory' =
        'the service does not say what kind of memory a VM has there, and asking for one is an error'
    'Get-FluenceHardware.lists kinds of CPU, memory and disk' = 'the service names no kinds of memory there'
    'Get-FluenceOrder.takes keys by wildcard, and a state' = 'a draft without a response is free there, so that its order is not unknown'
    'Get-FluenceSshKey.says when a key was registered' = 'the service does not say it there'
    'Get-FluenceVm on the emulator.knows no datacenter of a VM that its provider ended' = 'every VM names its cluster there'
    'Get-FluenceVm on the emulator.lists a believable fleet' = 'no VM of the fleet was ended by its provider there'
    'New-FluenceVm when the response is lost.DropBefore: an error names the order, and nothing is sent again' =
        'a draft without a response is free there, and asked for again under its key'
    'New-FluenceVm when the response is lost.Status: an error names the order, and nothing is sent again' =
        'a draft without a response is free there, and asked for again under its key'
    'New-FluenceVm when the response is lost.Throttle: nothing was created, and the same key may be used again' =
        'under its key the request is repeated there when the service says'
    "New-FluenceVm.hands on the service's text: Insufficient balance" =
        'the client stops there where no cluster has room for so many; the refusal has the code insufficient_balance, and tests of its own'
    "New-FluenceVm.hands on the service's text: No suitable offer found" =
        'the client itself finds the cluster there, so the refusal is its own'
    "New-FluenceVm.hands on the service's text: Not enough offers found" =
        'configurations have other names there, and the client itself finds the cluster'
    'New-FluenceVm.names the order where the waiting itself is refused' =
        'statuses come from the list of VMs there, which the order reads before anything is created'
    'New-FluenceVm.opens 22/tcp by itself' = 'a VM without a security group has no list of open ports there'
    'New-FluenceVm.orders 50 VMs with one request' = 'a request orders one VM there'
    'New-FluenceVm.takes the image https://example.com/mine.qcow2' = 'the service does not say there which address a disk was made from'
    'Remove-FluenceVm with many.deletes 1,000 VMs with at most 10 requests' = 'a request ends one VM there'
    'Remove-FluenceVm with many.finalises what a provider terminated, and says the reserve that came free' = 'there are no reserves there'
    'Remove-FluenceVm with many.finds the one that is gone already among 300, which alone is an error' =
        'a VM that has ended stays known there, and removing it once more is not an error'
    'Remove-FluenceVm.says per VM its name, id, price and the epoch already paid' =
        'the service bills by the hour there, which the case after it is about'
    'Remove-FluenceVm.says the reserve that comes free for what a provider terminated' = 'there are no reserves there'
    'Resolve-FluenceOrder.goes by the clock of an emulator, so that a runbook can be tried to its end' =
        'a draft without a response is free there, so that its order is not unknown'
    'Resolve-FluenceOrder.orders nothing' = 'a draft without a response is free there, so that its order is not unknown'
    'Resolve-FluenceOrder.settles every unknown order without a key, and gives the rest as they are with one' =
        'a draft without a response is free there, so that its order is not unknown'
    'Set-FluenceVm.makes one request of many VMs' =
        'a request changes one VM there, and a new VM has no list of ports that one could be added to'
    'Step-VmEmulator.charges an epoch at each boundary' = 'the service tells neither what a VM has cost nor a reserve there'
    'Step-VmEmulator.leads through SmallBalance and InsufficientFunds to Terminated as the balance runs out, in order' =
        'a VM without money is suspended there, and goes on when there is some'
    'Step-VmEmulator.runs a month of a thousand VMs' =
        'an order has to fit into one cluster there, and a VM without money is suspended, not ended'
    'The life of VMs in one line.makes one request of each step' = 'a request orders, changes or ends one VM there'
    'Get-VmEmulator.gives the requests as objects, the oldest first, without a key or a query' = 'the id of a VM is part of a path there'
}
