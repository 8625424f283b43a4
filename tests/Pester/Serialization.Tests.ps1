BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-Fluence -Emulator
    $null = Connect-Cudos -Emulator
    $null = New-FluenceVm exported ubuntu-22-04-x64 laptop

    # Each kind of object that users hold.
    function Get-EveryKind {
        Get-FluenceVm | Select-Object -First 1
        Get-FluenceOrder | Select-Object -First 1
        Get-FluenceSshKey | Select-Object -First 1
        Find-FluenceOffer | Select-Object -First 1
        Get-FluenceContext
        Get-Machine | Select-Object -First 1
        Get-MachineType -Cloud Cudos | Select-Object -First 1
        Get-VmImage -Cloud Fluence | Select-Object -First 1
        Get-CudosContext
        Get-VmEmulator
        if ($Generation -eq 'Cloud') { Get-FluenceApiKey | Select-Object -First 1 }
    }
}
AfterAll { Disconnect-Fluence; Disconnect-Cudos }

Describe 'ConvertTo-Json' {
    It 'writes statuses, states, regions and types as text' {
        $vm = Get-FluenceVm | Select-Object -First 1 | ConvertTo-Json -Depth 6 | ConvertFrom-Json
        $vm.Status | Should -BeExactly $Running
        $vm.Resources[0].Type | Should -BeExactly 'VCPU'
        $vm.Datacenter.CountryCode | Should -BeExactly 'PL'
        $machine = Get-Machine -State Running | Select-Object -First 1 | ConvertTo-Json | ConvertFrom-Json
        $machine.State | Should -BeExactly 'Running'
        $machine.Region | Should -BeExactly 'eu'
    }

    It 'writes exactly the properties that Get-Member lists, of every kind' {
        foreach ($object in Get-EveryKind) {
            $json = $object | ConvertTo-Json -Depth 6 | ConvertFrom-Json
            $json.PSObject.Properties.Name |
                Sort-Object |
                Should -Be (Get-Member -InputObject $object -MemberType Property).Name -Because $object.GetType().Name
        }
    }

    It 'needs no more depth than 4' {
        Get-EveryKind | ConvertTo-Json -Depth 4 -WarningVariable warned -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        $warned | Should -BeNullOrEmpty
    }
}

Describe 'An object that has been through Export-Clixml' {
    BeforeAll {
        $file = Join-Path $TestDrive 'objects.xml'
        Get-EveryKind | Export-Clixml $file -Depth 4
        $copies = Import-Clixml $file
        $originals = @(Get-EveryKind)
    }

    It 'says the same' {
        $copies.Count | Should -Be $originals.Count
        for ($i = 0; $i -lt $originals.Count; $i++) {
            $copies[$i].PSObject.TypeNames[0] | Should -BeLike 'Deserialized.*'
            # An emulator's clock goes on.
            foreach ($property in $originals[$i].PSObject.Properties | Where-Object { $_.Name -ne 'Now' }) {
                # A copy of an enumeration is its number.
                $expected = if ($property.Value -is [enum]) { [int]$property.Value } else { $property.Value }
                "$($copies[$i].($property.Name))" | Should -Be "$expected" -Because "$($originals[$i].GetType().Name).$($property.Name)"
            }
        }
    }

    It 'prints in the same columns' {
        foreach ($pair in 0..($originals.Count - 1)) {
            $live = ($originals[$pair] | Format-Table | Out-String -Width 300).Trim() -split '\r?\n'
            $copy = ($copies[$pair] | Format-Table | Out-String -Width 300).Trim() -split '\r?\n'
            ($copy[0] -replace '\s+', ' ') | Should -Be ($live[0] -replace '\s+', ' ') -Because $originals[$pair].GetType().Name
        }
        $table = $copies[0] | Format-Table | Out-String -Width 300
        $table | Should -BeLike "*$($originals[0].Name)*$($originals[0].Status)*$($originals[0].Id)*"
    }

    It 'compares with plain text' {
        ($copies | Where-Object Status -eq $Running).Id | Should -Be $originals[0].Id
        ($copies | Where-Object State -eq running).Id | Should -Be 'web-1'
    }

    It 'pipes by property name' {
        ($copies[0] | Get-FluenceVm).Id | Should -Be $originals[0].Id
        ($copies | Where-Object State -eq Running | Get-Machine).Id | Should -Be 'web-1'
    }

    It 'is not a connection' {
        $context = $copies | Where-Object { $_.PSObject.TypeNames[0] -like '*FluenceContext' }
        { Get-FluenceVm -Connection $context } | Should -Throw
        $emulator = $copies | Where-Object { $_.PSObject.TypeNames[0] -like '*VmEmulator*' }
        { Step-VmEmulator 1s -Emulator $emulator } | Should -Throw
    }
}

Describe 'Start-Job' {
    BeforeAll {
        $job = Start-Job -ArgumentList $env:FLUENCEVM_MODULE, $Generation {
            param($module, $generation)
            Import-Module $module
            $null = Connect-Fluence -Emulator -ApiVersion $generation
            $null = Connect-Cudos -Emulator
            Get-FluenceVm
            Get-Machine
        }
        $received = $job | Receive-Job -Wait -AutoRemoveJob
        $vms = $received | Where-Object { $_.PSObject.TypeNames -contains 'Deserialized.FluenceVm.Model.Vm' }
        $machines = $received | Where-Object { $_.PSObject.TypeNames -contains 'Deserialized.FluenceVm.Model.Machine' }
    }

    It 'gives objects that still print as they do here' {
        $here = Get-FluenceVm exported* | Format-Table | Out-String -Width 200
        $there = $vms | Format-Table | Out-String -Width 200
        ($there.Trim() -split '\r?\n')[0] | Should -Be ($here.Trim() -split '\r?\n')[0]
        $there | Should -BeLike "*web-1*$Running*PL*$($vms[0].Id)*"
        $machines | Format-Table | Out-String -Width 200 | Should -BeLike '*web-1*Running*7.3333 CUDOS/h*456.0*standard-4*eu*'
    }

    It 'gives objects that pipe by property name' {
        $text = Invoke-FreshShell @"
`$null = Connect-Fluence -Emulator
`$null = Connect-Cudos -Emulator
[pscustomobject]@{ PSTypeName = 'Deserialized.FluenceVm.Model.Vm'; Id = '$($vms[0].Id)' } | Remove-FluenceVm -WhatIf
[pscustomobject]@{ PSTypeName = 'Deserialized.FluenceVm.Model.Machine'; Id = '$($machines[0].Id)' } | Remove-Machine -WhatIf
"@
        $text -replace '\s+', ' ' | Should -BeLike "*Remove VM web-1 ($($vms[0].Id))*Remove machine web-1*"
        ($vms | Get-FluenceVm).Count | Should -Be $vms.Count
        ($vms | Remove-FluenceVm -WhatIf 6>&1) | Should -BeNullOrEmpty
    }
}
