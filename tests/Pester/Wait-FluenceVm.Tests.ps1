BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Runs a command in a runspace of its own, for the progress records that it leaves.
    function Invoke-WithProgress([string] $Script) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript(("Import-Module '$env:FLUENCEVM_MODULE'; `$e = Start-VmEmulator -ClockRate 20; `$null = " +
                "Connect-Fluence -Endpoint `$e.Uri -ApiKey `$e.ApiKey -ApiVersion MarketV3; $Script"))
            $null = $shell.Invoke()
            , @($shell.Streams.Progress)
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Wait-FluenceVm' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'waits until all of them are Active, and gives them with -PassThru' {
        $vms = New-FluenceVm ready ubuntu-22-04-x64 laptop -Count 3
        ($vms | Wait-FluenceVm -PollSec 0.05 -PassThru).Status | Should -Be $Running, $Running, $Running
        $vms | Wait-FluenceVm -PollSec 0.05 | Should -BeNullOrEmpty
    }

    It 'makes one status request per poll for all of them' {
        $vms = New-FluenceVm ready ubuntu-22-04-x64 laptop -Count 100 -Wait -PollSec 0.05
        Clear-VmEmulatorFault
        $before = @(Get-Request $StatusOperation).Count
        $vms | Wait-FluenceVm -PollSec 0.05
        @(Get-Request $StatusOperation).Count - $before | Should -Be 1
    }

    It 'takes a long pipeline without a thread for each of its objects, which a list before it would keep waiting' {
        if ($PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'the .NET Framework does not count the work of its threads' }
        $vm = Get-FluenceVm web-1
        $before = [Threading.ThreadPool]::CompletedWorkItemCount
        @($vm) * 2000 | Wait-FluenceVm
        [Threading.ThreadPool]::CompletedWorkItemCount - $before | Should -BeLessThan 1000
    }

    It 'takes another status to wait for' {
        (Wait-FluenceVm legacy-1 -Status $Ended.ToLowerInvariant() -PassThru).Name | Should -Be 'legacy-1'
    }

    It 'waits for the end of one that is being deleted' {
        Disconnect-TestEmulator
        $null = Connect-TestEmulator -ClockRate 10
        $removed = Get-FluenceVm cache-1 | Remove-FluenceVm -Confirm:$false -PassThru
        $removed | Wait-FluenceVm -Status Terminated -PollSec 0.05 -TimeoutSec 30 -ErrorAction Stop
        (Get-FluenceVm).Name | Should -Not -Contain 'cache-1'
    }

    It 'is an error at once for a state that leads nowhere, and the others are still waited for' {
        $reached = Wait-FluenceVm legacy-1, web-1 -PollSec 0.05 -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $reached.Name | Should -Be 'web-1'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WaitFailed,*'
        $failed[0].TargetObject | Should -Be (Get-FluenceVm legacy-1).Id
        $failed[0].Exception.Message | Should -BeLike "*$Ended*Active*"
    }

    It 'names the billed ids when time is up' {
        $ids = (Get-FluenceVm web-1, web-2).Id
        Wait-FluenceVm web-1, web-2 -Status Stopped -TimeoutSec 1 -PollSec 0.2 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        $failed[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        foreach ($id in $ids) { $failed[0].Exception.Message | Should -BeLike "*billed*$id*" }
        $failed[0].TargetObject | Should -Be $ids
    }

    It 'goes on after a response that was lost' {
        $vm = Get-FluenceVm web-1
        $before = @(Get-Request $StatusOperation).Count
        Set-VmEmulatorFault $StatusOperation DropAfter -Count 2
        $vm | Wait-FluenceVm -PollSec 0.05
        @(Get-Request $StatusOperation).Count - $before | Should -Be 3
    }

    It 'is an error for a VM that is not there, for that one alone' {
        $reached = Wait-FluenceVm no-such-vm, web-1 -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $reached.Name | Should -Be 'web-1'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'VmNotFound,*'
    }

    It 'waits through generation v2 as well' {
        $connection = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV2
        (Wait-FluenceVm web-1 -Connection $connection -PassThru).Name | Should -Be 'web-1'
    }
}

Describe 'Wait-FluenceVm in progress' {
    It 'shows time and states, and ends its bar' {
        $records = Invoke-WithProgress "New-FluenceVm slow ubuntu-22-04-x64 laptop -Count 2 | Wait-FluenceVm -PollSec 0.05"
        $records.Count | Should -BeGreaterThan 1
        $records[0].Activity | Should -BeLike '*Active*'
        $records[0].StatusDescription | Should -Match '^\d\d:\d\d:\d\d: 2 (New|Launching|Active)'
        $records[-1].RecordType | Should -Be 'Completed'
    }

    It 'ends its bar when time is up and after a dead end' {
        (Invoke-WithProgress 'Wait-FluenceVm web-1 -Status Stopped -TimeoutSec 1 -ErrorAction SilentlyContinue')[-1].RecordType |
            Should -Be 'Completed'
        (Invoke-WithProgress 'Wait-FluenceVm legacy-1 -ErrorAction SilentlyContinue')[-1].RecordType | Should -Be 'Completed'
    }
}
