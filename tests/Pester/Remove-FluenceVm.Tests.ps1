BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Remove-FluenceVm' {
    # Each test has an emulator of its own: a module that is imported anew starts one.
    BeforeEach {
        Remove-Module FluenceVm
        Import-Module $env:FLUENCEVM_MODULE
        $null = Connect-Fluence -Emulator
        $fleet = Get-FluenceVm
        function Get-WhatIf([string] $Script) {
            Invoke-FreshShell "`$null = Connect-Fluence -Emulator; $Script"
        }
    }
    AfterEach { Disconnect-Fluence }

    It 'says per VM its name, id, price and the epoch already paid' {
        $text = (Get-WhatIf "Get-FluenceVm -Status $Running | Remove-FluenceVm -WhatIf") -replace '\s+', ' '
        foreach ($vm in $fleet | Where-Object Status -eq $Running) {
            $text |
                Should -BeLike ("*What if: Remove VM $($vm.Name) ($($vm.Id)): $($vm.PricePerEpoch) USDC per epoch; the epoch until * " +
                    "UTC is already paid*")
        }
    }

    It 'says per VM the price per hour, if the service bills by the second' {
        $text = (Invoke-FreshShell ('$null = Connect-Fluence -Emulator -ApiVersion Cloud; Get-FluenceVm web-1 | Remove-FluenceVm ' +
            '-WhatIf')) -replace '\s+',
            ' '
        $text | Should -BeLike '*What if: Remove VM web-1 (*): 0.* USD per hour.*'
    }

    It 'keeps the disk and the address on request, and names in a warning what is still paid for' {
        $null = Connect-Fluence -Emulator -ApiVersion Cloud
        $key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKgJIjnDg1DjqOOxINs78oU3f7PJXIyq9uiNocNVhXNx'
        $vm = New-FluenceVm kept-1 -Image ubuntu-22-04-x64 -SshKey $key -PublicIp -OrderKey ([guid]::NewGuid())
        Get-VmEmulator | Step-VmEmulator -By '00:05:00'
        $vm.Id | Remove-FluenceVm -KeepStorage -KeepPublicIp -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 2
        "$warned" | Should -BeLike '*STORAGE fluencevm-*USD per hour*Remove-FluenceOrphan*PUBLIC_IP fluencevm-*'
    }

    It 'can keep nothing in generation v3, and says so' {
        $null = Connect-Fluence -Emulator -ApiVersion MarketV3
        { Get-FluenceVm | Remove-FluenceVm -KeepStorage -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'KeepNotSupported,*' -ExpectedMessage '*Leave -KeepStorage*'
    }

    It 'says the reserve that comes free for what a provider terminated' {
        $text = (Get-WhatIf 'Get-FluenceVm | Where-Object Status -eq Terminated | Remove-FluenceVm -WhatIf') -replace '\s+', ' '
        $vm = $fleet | Where-Object Status -eq Terminated | Select-Object -First 1
        $text | Should -BeLike "*$($vm.Id)*its reserve of $($vm.ReservedBalance) USDC is released*"
    }

    It 'changes nothing under -WhatIf' {
        $fleet | Remove-FluenceVm -WhatIf
        (Get-FluenceVm).Count | Should -Be $fleet.Count
    }

    It 'deletes by <_>' -ForEach 'object', 'id', 'name', 'property name', 'position' {
        $vm = $fleet | Where-Object Status -eq $Running | Select-Object -First 1
        $removed = switch ($_) {
            'object' { $vm | Remove-FluenceVm -Confirm:$false -PassThru }
            'id' { $vm.Id | Remove-FluenceVm -Confirm:$false -PassThru }
            'name' { Remove-FluenceVm -Id $vm.Name -Confirm:$false -PassThru }
            'property name' { [pscustomobject]@{ Id = $vm.Id } | Remove-FluenceVm -Confirm:$false -PassThru }
            'position' { Remove-FluenceVm $vm.Id -Confirm:$false -PassThru }
        }
        $removed.Id | Should -Be $vm.Id
    }

    It 'deletes by the beginning of an id, if no other VM has it' {
        $vm = $fleet | Where-Object Name -eq web-1
        $rest = @($fleet | Where-Object Name -ne web-1)
        (Remove-FluenceVm $vm.Id.Substring(0, 10) -Confirm:$false -PassThru 3>$null).Name | Should -Be web-1
        $several = $rest[0].Id.Substring(0, 6)
        { Remove-FluenceVm $several -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'VmIdAmbiguous,*'
        @(Get-FluenceVm | Where-Object Name -in $rest.Name).Count | Should -Be $rest.Count
    }

    It 'writes nothing without -PassThru' {
        $fleet[0] | Remove-FluenceVm -Confirm:$false | Should -BeNullOrEmpty
    }

    It 'deletes through generation v2 as well' {
        $connection = Connect-Fluence -Emulator -ApiVersion MarketV2
        $vms = Get-FluenceVm -Connection $connection | Where-Object Status -eq Active
        ($vms | Remove-FluenceVm -Connection $connection -Confirm:$false -PassThru).Id | Should -Be $vms.Id
    }

    It 'is an error for an id that is not there, for that id alone' {
        $missing = '0x' + '9' * 40
        $removed = Remove-FluenceVm -Id $fleet[0].Id, $missing,
            $fleet[1].Id -Confirm:$false -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed.Id | Should -Be @($fleet[0].Id, $fleet[1].Id)
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'VmNotFound,*'
    }

    It 'does nothing to VMs of one name that are several' {
        $server = Start-TestServer {
            @{
                Body = '[{"id":"0x0000000000000000000000000000000000000001","vmName":"web","status":"Active","pricePerEpoch":"1",' +
                    ('"resources":[]},{"id":"0x0000000000000000000000000000000000000002","vmName":"web","status":"Active",' +
                        '"pricePerEpoch":"1","resources":[]}]')
            }
        }
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            { Remove-FluenceVm web -Connection $connection -Confirm:$false } |
                Should -Throw -ErrorId 'VmNameAmbiguous,*' -ExpectedMessage '*Get-FluenceVm*Remove-FluenceVm*'
            $server.Requests.Method | Sort-Object -Unique | Should -Be 'GET'
        }
        finally { Stop-TestServer $server }
    }

    It 'is an error in a host that cannot ask, and deletes nothing' {
        $text = Invoke-FreshShell ('$null = Connect-Fluence -Emulator; $count = (Get-FluenceVm).Count; Get-FluenceVm | ' +
            'Remove-FluenceVm; "left: $((Get-FluenceVm).Count -eq $count)"')
        $text | Should -BeLike '*left: True*'
        $text -replace '\x1b\[[\d;]*m' -replace '[\s|]+', ' ' | Should -BeLike '*-Confirm:$false*'
    }
}

Describe 'Remove-FluenceVm with many' {
    BeforeAll {
        Disconnect-TestEmulator
        # In generation Cloud each VM takes requests of its own; a few show that.
        function Get-Many([int] $Count) { if ($Generation -eq 'Cloud') { 20 } else { $Count } }
    }
    # In generation Cloud it waits until VMs have ended, so the clock has to go.
    BeforeEach { $emulator = Connect-TestEmulator -ClockRate $(if ($Generation -eq 'Cloud') { 1000 } else { 0 }) }
    AfterEach { Disconnect-TestEmulator }

    It 'deletes 1,000 VMs with at most 10 requests' {
        $null = New-FluenceVm many ubuntu-22-04-x64 laptop -Count (Get-Many 1000)
        Get-FluenceVm many-* | Remove-FluenceVm -Confirm:$false
        @(Get-Request DeleteVm).Count | Should -BeLessOrEqual 10
        Step-VmEmulator 00:01:00
        Get-FluenceVm many* | Should -BeNullOrEmpty
    }

    It 'finds the one that is gone already among 300, which alone is an error' {
        $vms = New-FluenceVm many ubuntu-22-04-x64 laptop -Count (Get-Many 300)
        $gone = $vms[$vms.Count / 2]
        $gone | Remove-FluenceVm -Confirm:$false
        Step-VmEmulator 00:01:00
        $removed = $vms | Remove-FluenceVm -Confirm:$false -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed.Count | Should -Be ($vms.Count - 1)
        $failed.Count | Should -Be 1
        $failed[0].TargetObject.Id | Should -Be $gone.Id
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failed[0].Exception.Message | Should -BeLike "*$($gone.Id)*"
        # Three batches, and at most two requests for each halving of one of them.
        @(Get-Request DeleteVm).Count | Should -BeLessOrEqual (1 + 3 + 14)
        Step-VmEmulator 00:01:00
        Get-FluenceVm many* | Should -BeNullOrEmpty
    }

    It 'deletes all although a response was lost' {
        Set-VmEmulatorFault DeleteVm DropAfter -Count 1
        $vms = New-FluenceVm many ubuntu-22-04-x64 laptop -Count 5
        ($vms | Remove-FluenceVm -Confirm:$false -PassThru).Count | Should -Be 5
    }

    It 'finalises what a provider terminated, and says the reserve that came free' {
        $vm = Get-FluenceVm legacy-1
        $told = $vm | Remove-FluenceVm -Confirm:$false -Verbose 4>&1 | ForEach-Object { "$_" }
        $told | Should -Contain "$vm is removed; its reserve of $($vm.ReservedBalance) USDC was released."
        Step-VmEmulator 00:01:00
        Get-FluenceVm legacy-1* | Should -BeNullOrEmpty
    }
}
